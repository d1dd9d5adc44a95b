import { useSyncExternalStore } from "react";

/** How the attempt ended; `failed`: it could not be done now, and can be tried again. */
export type WentBack = "taken_back" | "refused" | "failed";
type Way = () => Promise<WentBack>;

/** A change that the person made since the program was opened. */
export type Change = {
  id: number;
  /** What was done, in the words of its notice. */
  text: string;
  /** The core's handle, by which its list of changes names it. */
  token: string | null;
  /** `refused`: something else changed since, so that it can go neither back nor forth. */
  state: "done" | "moving" | "taken_back" | "refused";
  back: Way;
  /** Makes it again. */
  again: Way;
};

/** More are not kept; nobody goes back further by keys. */
const KEPT = 30;
let changes: readonly Change[] = [];
/** Those that were taken back since the last change was made, the last one at the end. */
let undone: readonly number[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: readonly Change[]): void {
  changes = next;
  for (const listener of listeners) listener();
}

const mark = (id: number, state: Change["state"]) =>
  put(changes.map((change) => (change.id === id ? { ...change, state } : change)));

/** Keeps a change for as long as the program is open; the newest stands first. What is new ends what could be made again. */
export function recordChange(text: string, back: Way, again: Way, token: string | null = null): Change {
  const change: Change = { id: ++lastId, text, token, state: "done", back, again };
  undone = [];
  put([change, ...changes].slice(0, KEPT));
  return change;
}

/** Goes one way; a failure that may pass leaves the change where it was, so that the next press tries the same one. */
async function go(change: Change, way: Way, reached: Change["state"]): Promise<boolean> {
  mark(change.id, "moving");
  const ended = await way();
  mark(change.id, { taken_back: reached, refused: "refused" as const, failed: change.state }[ended]);
  return ended === "taken_back";
}

const of = (id: number, state: Change["state"]) =>
  changes.find((change) => change.id === id && change.state === state);

/** Takes one change back; once is enough. */
export async function takeBack(id: number): Promise<void> {
  const change = of(id, "done");
  if (change && (await go(change, change.back, "taken_back"))) undone = [...undone, id];
}

/** Makes a change again that was taken back. */
export async function makeAgain(id: number): Promise<void> {
  const change = of(id, "taken_back");
  if (!change) return;
  undone = undone.filter((other) => other !== id);
  await go(change, change.again, "done");
}

/** Ctrl+Z: takes back the newest change that still stands. False when there is none. */
export function takeBackNewest(): boolean {
  const newest = changes.find(({ state }) => state === "done");
  if (newest) void takeBack(newest.id);
  return newest !== undefined;
}

/** Ctrl+Shift+Z: makes the one again that was taken back last. False when there is none. */
export function makeAgainNewest(): boolean {
  const last = [...undone].reverse().find((id) => of(id, "taken_back"));
  if (last !== undefined) void makeAgain(last);
  return last !== undefined;
}

/** The change that the core calls so, if it was made since the program was opened. */
export const changeOf = (token: string) => changes.find((change) => change.token === token);

/** Another garage has other changes. */
export function forgetChanges(): void {
  undone = [];
  put([]);
}

/** The changes kept, newest first; a component that calls it is drawn again when one moves. */
export function useChanges(): readonly Change[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => changes,
  );
}
