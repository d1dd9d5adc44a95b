import "./tokens.css";
import "./base.css";
import { startI18n } from "@/i18n";
import { FIRST_WORDS } from "@/i18n/firstWords";
import { startPreferences } from "@/shared/preferences";

/* Language, theme and text size, before anything is drawn. */
startI18n(startPreferences().lang, FIRST_WORDS);
