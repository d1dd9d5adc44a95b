import { useSyncExternalStore } from "react";
import type { Selection } from "@/bindings/Selection";

/** What another page chose to check. Ids can be thousands, so they travel in memory, not in the address. */
let chosen: Selection | null = null;
const listeners = new Set<() => void>();

/** Keeps the choice without leaving the page; `null` means the whole garage again. */
export function chooseSelection(selection: Selection | null): void {
  chosen = selection;
  for (const listener of listeners) listener();
}

/** What the plan begins with besides; all of it can be changed there. */
type PlanStart = { provider?: string; fresh?: number; doubtful?: boolean };

/** "Check these": keeps the choice and opens the check page's plan. */
export function checkSelection(selection: Selection, start: PlanStart = {}): void {
  chooseSelection(selection);
  const options = Object.entries(start).map(([key, value]) => [key, String(value)]);
  const search = new URLSearchParams([["view", "plan"], ["who", "chosen"], ...options]);
  // The history listens to the hash, so pages need no router here.
  window.location.hash = `#/check?${search}`;
}

/** What another page chose to check; null for the whole garage. */
export function useChosenSelection(): Selection | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => chosen,
  );
}
