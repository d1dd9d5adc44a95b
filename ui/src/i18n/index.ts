import i18next, { type FormatterModule, type Resource, type TFunction } from "i18next";
import { createContext, useContext } from "react";
import { LANGUAGES, type Language } from "./language";
import type { zhCN } from "./locales/zh-CN";
import { formatCount } from "./money";

export { LANGUAGES, type Language } from "./language";

/** A file of words. `common` is meant where none is named. */
type Namespace = keyof typeof zhCN;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: typeof zhCN;
  }
}

/** Every number in a sentence stands as numbers do elsewhere: 5,350. */
const numbers: FormatterModule = {
  type: "formatter",
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value) => (Number.isInteger(value) ? formatCount(value as number) : value),
};

type Words = Record<Language, Partial<Record<Namespace, object>>>;

/** Words are bundled, so this finishes before it returns and no page ever shows a bare key. */
export function startI18n(language: Language, words: Words): void {
  void i18next.use(numbers).init({
    lng: language,
    fallbackLng: "zh-CN",
    defaultNS: "common",
    ns: Object.keys(words[language]),
    resources: words as Resource,
    interpolation: { escapeValue: false, alwaysFormat: true },
    returnNull: false,
    initAsync: false,
  });
  document.documentElement.lang = language;
}

/** Brings the words that the start did without. */
export function addWords(words: Words): void {
  for (const language of LANGUAGES) {
    for (const [name, page] of Object.entries(words[language])) {
      i18next.addResourceBundle(language, name, page);
    }
  }
}

/** Puts another language in force; what listens to it is drawn again. */
export function changeLanguage(language: Language): void {
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The language in force, for code outside of components; those call `useLanguage`. */
export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "zh-CN";
}

/** Calls back after every change of the language. */
export function onLanguageChange(changed: () => void): () => void {
  i18next.on("languageChanged", changed);
  return () => i18next.off("languageChanged", changed);
}

/** Set once for the whole page: cells are drawn by the hundred, and none of them should listen by itself. */
export const LanguageContext = createContext<Language | null>(null);

const useListened = () => useContext(LanguageContext) ?? currentLanguage();
let useCurrent: () => Language = useListened;

/** The language in force; a component that calls it is drawn again when it changes. */
export function useLanguage(): Language {
  return useCurrent();
}

/** Draws words outside of React, where nothing is drawn again. */
export function withoutReact<T>(draw: () => T): T {
  useCurrent = currentLanguage;
  try {
    return draw();
  } finally {
    useCurrent = useListened;
  }
}

const spoken = new Map<string, TFunction>();

/** Words of a namespace, `common` without one; those of others are "page:key". `t` stays the same while the language does. */
export function useTranslation<const N extends Namespace | readonly [Namespace, ...Namespace[]] = "common">(
  names?: N,
): { t: TFunction<N> } {
  return { t: wordsOf(useLanguage(), names) };
}

/** The words of a language; the same function every time. */
export function wordsOf<const N extends Namespace | readonly [Namespace, ...Namespace[]] = "common">(
  language: Language,
  names?: N,
): TFunction<N> {
  const name = (typeof names === "object" ? names[0] : names) ?? "common";
  const key = `${language} ${name}`;
  const t = spoken.get(key) ?? i18next.getFixedT(language, name as Namespace);
  spoken.set(key, t as TFunction);
  return t as unknown as TFunction<N>;
}

type EveryNamespace = [
  "common",
  "overview",
  "garage",
  "import",
  "check",
  "violations",
  "drivers",
  "reports",
  "settings",
  "welcome",
  "errors",
];

/** The words outside a component; inside one use `useTranslation`. Other pages' words are "page:key". */
export const words = ((key: never, options: never) => i18next.t(key, options)) as TFunction<EveryNamespace>;
