import type { NoteRequest } from "@/bindings/NoteRequest";
import type { Step } from "@/bindings/Step";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable } from "@/shared/runCommand";

/** What a person writes beside a row; what is left out stays as it is. */
export type Notes = Partial<Omit<NoteRequest, "selection">>;

/** Writes beside rows and offers the way back. The rows are fetched again when the core says so. */
export function noteViolations(selection: ViolationSelection, notes: Notes): Promise<boolean> {
  const request: NoteRequest = { selection, note: null, decision_date: null, ...notes };
  return runUndoable(
    ({ count }) => words("violations:saved", { count }),
    () => rpc("violations_note", request),
  );
}

/** Says that violations are handled, or takes back whatever was said of them. */
export function handleViolations(selection: ViolationSelection, handled: boolean): Promise<boolean> {
  const step: Step = handled ? { step: "handled", on: null, by: "" } : { step: "back" };
  return runUndoable(
    ({ count }) => words(`violations:${handled ? "marked" : "unmarked"}`, { count }),
    () => rpc("violations_step", { selection, step, as_fined: false }),
  );
}

/** Gives violations to a driver by hand, with the reason, and offers the way back. */
export const giveViolations = (selection: ViolationSelection, driver: string, reason: string) =>
  runUndoable(
    ({ count }) => words("violations:give.done", { count, driver }),
    () => rpc("violations_give", { selection, driver, reason }),
  );

/** Takes back what was given by hand: the driving periods say whose they are. */
export const takeBackGiven = (selection: ViolationSelection) =>
  runUndoable(
    ({ count }) => words("violations:give.takenBack", { count }),
    () => rpc("violations_give", { selection, driver: null, reason: "" }),
  );

/** Marks the ticked ones as seen, else the row that the keyboard is on, else the open one. */
export const SEEN_KEY = "r";

/** Marks the new ones among these as seen, and offers the way back. */
export function seeViolations(selection: ViolationSelection): Promise<boolean> {
  return runUndoable(
    ({ count }) => words("violations:seen.done", { count }),
    () => rpc("violations_seen", selection),
  );
}
