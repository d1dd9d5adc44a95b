import type { ReactNode } from "react";
import { useTranslation } from "@/i18n";
import { Panel } from "@/shared/Panel";
import { type Preferences, setPreference, usePreferences } from "@/shared/preferences";
import { Segmented } from "@/shared/Segmented";
import css from "../settings.module.css";
import { WindowPanel } from "./WindowPanel";

/** How the program looks and where its window goes: taken over at once, kept on this machine. */
export function LookSection() {
  return (
    <>
      <LookPanel />
      <WindowPanel />
    </>
  );
}

/** Language, theme, text size and density. */
function LookPanel() {
  const { t } = useTranslation("settings");
  return (
    <Panel title={t("section.look")} padded className={css.single}>
      <Choice name="lang" values={["zh-CN", "en"]} words={(value) => t(`look.langs.${value}`)} />
      <Choice
        name="theme"
        values={["light", "dark", "system"]}
        words={(value) => t(`look.themes.${value}`)}
      />
      <Choice
        name="textSize"
        values={["normal", "large", "larger"]}
        words={(value) => t(`look.sizes.${value}`)}
      />
      <Choice
        name="density"
        values={["compact", "comfortable"]}
        words={(value) => t(`look.densities.${value}`)}
      />
    </Panel>
  );
}

type Look = Exclude<keyof Preferences, "closing">;

type ChoiceProps<K extends Look> = {
  name: K;
  values: readonly Preferences[K][];
  words: (value: Preferences[K]) => ReactNode;
};

function Choice<K extends Look>({ name, values, words }: ChoiceProps<K>) {
  const { t } = useTranslation("settings");
  const preferences = usePreferences();
  return (
    <div className={css.formRow} data-testid={`look-${name}`}>
      <div className={css.formLabel}>{t(`look.${name}`)}</div>
      <Segmented<Preferences[K]>
        label={t(`look.${name}`)}
        value={preferences[name]}
        segments={values.map((value) => ({ value, label: words(value) }))}
        onChange={(value) => setPreference(name, value)}
      />
    </div>
  );
}
