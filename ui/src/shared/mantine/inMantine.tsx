import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  MantineProvider,
  mergeMantineTheme,
} from "@mantine/core";
import i18next from "i18next";
import type { ComponentType } from "react";
import { onLanguageChange } from "@/i18n";
import { useShownTheme } from "../preferences";
import styles from "./mantine.css?inline";
import { cssVariables, theme } from "./theme";

/* Everything of Mantine's is below this folder or imports it: the first page is read and drawn without. */

/** Where menus, lists and calendars lie: a landmark with a name, as everything on a page is in one. */
const overThePage = document.createElement("section");
overThePage.id = "over-the-page";
const nameIt = () => overThePage.setAttribute("aria-label", i18next.t("overThePage"));
nameIt();
onLanguageChange(nameIt);
document.body.append(overThePage);

const whole = mergeMantineTheme(DEFAULT_THEME, theme);
const variables = deepMerge(defaultCssVariablesResolver(whole), cssVariables(whole));

// Before the product's own rules, which have the last word.
const sheet = document.createElement("style");
sheet.textContent = styles + convertCssVariables(variables);
document.head.prepend(sheet);

/** A part of Mantine's with its theme around it. */
export function inMantine<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  return function InMantine(props: P) {
    const shown = useShownTheme();
    return (
      <MantineProvider
        theme={theme}
        forceColorScheme={shown}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <Part {...props} />
      </MantineProvider>
    );
  };
}
