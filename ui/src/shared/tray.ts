import { useSyncExternalStore } from "react";
import { tray } from "@/host";
import { wordsOf } from "@/i18n";
import { currentPreferences, onPreferences, usePreferences } from "./preferences";

/* The icon in the tray: the shell has no words, and the preference is kept by the page. */

/** Undefined until the desktop was asked. */
let hasTray: boolean | undefined;
let lastAsked = 0;
/** The language of the icon that the shell was told of; empty for none. */
let told = "";
const listeners = new Set<() => void>();

/** Tells the shell what is wanted of the tray, and learns whether there is one. */
export async function askTray(): Promise<void> {
  const mine = ++lastAsked;
  told = wanted();
  const t = wordsOf(currentPreferences().lang);
  const icon = {
    tooltip: t("tray.tooltip"),
    show: t("tray.show"),
    check: t("tray.check"),
    quit: t("tray.quit"),
  };
  // A shell that cannot say has none.
  const answer = await tray(told ? icon : null).catch(() => false);
  if (mine !== lastAsked) return;
  hasTray = answer;
  for (const listener of listeners) listener();
}

const wanted = () => (currentPreferences().closing === "tray" ? currentPreferences().lang : "");

/** Keeps the icon as the person wants it, in their language. Where none is wanted no desktop is asked. */
export function followTray(): () => void {
  const follow = () => {
    if (wanted() !== told) void askTray();
  };
  follow();
  return onPreferences(follow);
}

/** Whether this desktop has a tray; undefined until it was asked. */
export function useHasTray(): boolean | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => hasTray,
  );
}

/** True when the closed window stays in the tray. */
export function useStaysInTray(): boolean {
  const isWanted = usePreferences().closing === "tray";
  return useHasTray() === true && isWanted;
}
