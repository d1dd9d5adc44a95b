import { useSyncExternalStore } from "react";

/** How the attempt ended; `failed`: it could not be done now, and can be tried again. */
export type WentBack = "taken_back" | "refused" | "failed";
type Back = () => Promise<WentBack>;

/** A change that the person made since the program was opened. */
export type Change = {
  id: number;
  /** What was done, in the words of its notice. */
  text: string;
  at: number;
  /** `refused`: something else changed since, so that it can no longer be taken back. */
  state: "done" | "going_back" | "taken_back" | "refused";
  back: Back;
};

/** More are not shown; nobody goes back further by hand. */
const KEPT = 30;
let changes: readonly Change[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: readonly Change[]): void {
  changes = next;
  for (const listener of listeners) listener();
}

const mark = (id: number, state: Change["state"]) =>
  put(changes.map((change) => (change.id === id ? { ...change, state } : change)));

/** Keeps a change for as long as the program is open; the newest stands first. */
export function recordChange(text: string, back: Back): Change {
  const change: Change = { id: ++lastId, text, at: Date.now(), state: "done", back };
  put([change, ...changes].slice(0, KEPT));
  return change;
}

/** Takes one change back; once is enough. */
export async function takeBack(id: number): Promise<void> {
  const change = changes.find((one) => one.id === id);
  if (change?.state !== "done") return;
  mark(id, "going_back");
  const ended = await change.back();
  // A failure that may pass leaves it the newest: the next Ctrl+Z must not take back another one instead.
  mark(id, ended === "failed" ? "done" : ended);
}

/** Ctrl+Z: takes back the newest change that still stands. False when there is none. */
export function takeBackNewest(): boolean {
  const newest = changes.find(({ state }) => state === "done");
  if (newest) void takeBack(newest.id);
  return newest !== undefined;
}

/** Another garage has other changes. */
export const forgetChanges = () => put([]);

export function useChanges(): readonly Change[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => changes,
  );
}
