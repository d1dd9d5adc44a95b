import { useSyncExternalStore } from "react";
import * as v from "valibot";
import { changeLanguage, type Language } from "@/i18n";

/** How the person wants to see the program. Kept on this machine, read before the first paint. */
const SCHEMAS = {
  lang: v.picklist(["zh-CN", "en"]),
  theme: v.picklist(["light", "dark", "system"]),
  textSize: v.picklist(["normal", "large", "larger"]),
  density: v.picklist(["compact", "comfortable"]),
  /** Where the window goes when it is closed: away with the program, or into the tray. */
  closing: v.picklist(["end", "tray"]),
} as const;

/** What the person chose, each preference by its name. */
export type Preferences = { [K in keyof typeof SCHEMAS]: v.InferOutput<(typeof SCHEMAS)[K]> };

function defaultLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

function read<K extends keyof Preferences>(key: K, otherwise: Preferences[K]): Preferences[K] {
  const parsed = v.safeParse(SCHEMAS[key], localStorage.getItem(`cheku.${key}`));
  return parsed.success ? (parsed.output as Preferences[K]) : otherwise;
}

function readAll(): Preferences {
  return {
    lang: read("lang", defaultLanguage()),
    theme: read("theme", "system"),
    textSize: read("textSize", "normal"),
    density: read("density", "compact"),
    closing: read("closing", "end"),
  };
}

let preferences = readAll();
const listeners = new Set<() => void>();
const darkSystem = window.matchMedia("(prefers-color-scheme: dark)");
darkSystem.addEventListener("change", () => apply());

function apply(): void {
  const root = document.documentElement;
  root.dataset.mantineColorScheme = shownTheme();
  root.dataset.textSize = preferences.textSize;
  root.dataset.density = preferences.density;
  for (const listener of listeners) listener();
}

/** Light or dark as shown now, the system's choice resolved. */
export function shownTheme(): "light" | "dark" {
  if (preferences.theme !== "system") return preferences.theme;
  return darkSystem.matches ? "dark" : "light";
}

/** Puts the kept preferences on the page; called before the first paint. */
export function startPreferences(): Preferences {
  preferences = readAll();
  // Each system has faces of its own; see the tokens.
  document.documentElement.dataset.system = navigator.platform.startsWith("Linux") ? "linux" : "other";
  apply();
  return preferences;
}

/** Keeps one preference on this machine and shows it at once. */
export function setPreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  localStorage.setItem(`cheku.${key}`, value);
  preferences = { ...preferences, [key]: value };
  if (key === "lang") changeLanguage(preferences.lang);
  apply();
}

/** The preferences of the moment, for code outside of components. */
export const currentPreferences = (): Preferences => preferences;

/** Calls back after every change of a preference; the returned function ends it. */
export function onPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The preferences; a component that calls it is drawn again when one changes. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(onPreferences, () => preferences);
}

/** Light or dark as shown now; it follows the system where that was chosen. */
export function useShownTheme(): "light" | "dark" {
  return useSyncExternalStore(onPreferences, shownTheme);
}

const ROW_HEIGHTS = {
  normal: { compact: 36, comfortable: 40 },
  large: { compact: 38, comfortable: 44 },
  larger: { compact: 42, comfortable: 48 },
} as const;

/** The body's text size over the normal one, as the tokens have it. */
const TEXT_SCALE = { normal: 1, large: 14 / 13, larger: 16 / 13 } as const;

/** How much wider columns have to be for the chosen text size. */
export const textScale = ({ textSize }: Preferences): number => TEXT_SCALE[textSize];
/** The same for components, drawn again when it changes. */
export const useTextScale = (): number => textScale(usePreferences());

/** Row height of grids; virtual rows need it as a number. */
export const rowHeight = ({ density, textSize }: Preferences): number => ROW_HEIGHTS[textSize][density];
/** The same for components, in pixels. */
export const useRowHeight = (): number => rowHeight(usePreferences());
