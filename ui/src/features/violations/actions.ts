import type { CommandError } from "@/bindings/CommandError";
import type { NoteRequest } from "@/bindings/NoteRequest";
import type { Step } from "@/bindings/Step";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { asCommandError, rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable, showUndoable } from "@/shared/runCommand";
import type { StepKind } from "./steps/draft";

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

/** Says something of violations and offers the way back; a refusal belongs beside the form. */
export async function takeStep(
  selection: ViolationSelection,
  step: Step,
  as_fined = false,
): Promise<CommandError | null> {
  try {
    const { count, undo } = await rpc("violations_step", { selection, step, as_fined });
    showUndoable(words(`violations:step.done.${step.step as StepKind}`, { count }), undo);
    return null;
  } catch (thrown) {
    return asCommandError(thrown);
  }
}

/** Takes back whatever was said of violations: they are as if nothing had been said. */
export const takeStepsBack = (selection: ViolationSelection) =>
  runUndoable(
    ({ count }) => words("violations:step.done.back", { count }),
    () => rpc("violations_step", { selection, step: { step: "back" }, as_fined: false }),
  );

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

/** Marks the new ones among these as seen, and offers the way back. */
export function seeViolations(selection: ViolationSelection): Promise<boolean> {
  return runUndoable(
    ({ count }) => words("violations:seen.done", { count }),
    () => rpc("violations_seen", selection),
  );
}
