import { useSyncExternalStore } from "react";
import type { Time } from "@/i18n/dates";
import type { Fen } from "@/i18n/money";

/** What the frame shows of the garage. Absent facts leave their place empty, they are never zero. */
export type FrameFacts = {
  vehicles?: number;
  newViolations?: number;
  /** Share of a running batch that is done, 0 to 100. */
  checkPercent?: number;
  lastCheckAt?: Time | null;
  spentFen?: Fen;
  /** null: no monthly cap was set. */
  capFen?: Fen | null;
  demo?: boolean;
};

let facts: FrameFacts = {};
const listeners = new Set<() => void>();

/** Called by whoever learns a fact: the overview's query, the running batch. */
export function setFrameFacts(some: FrameFacts): void {
  facts = { ...facts, ...some };
  for (const listener of listeners) listener();
}

export function useFrameFacts(): FrameFacts {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => facts,
  );
}
