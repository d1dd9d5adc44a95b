import type { ChosenFile } from "@/bindings/ChosenFile";
import type { CommandError } from "@/bindings/CommandError";
import type { NoteRequest } from "@/bindings/NoteRequest";
import type { Step } from "@/bindings/Step";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { asCommandError, openReport, rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable, showUndoable, withErrorToast } from "@/shared/runCommand";
import type { StepKind } from "./steps/draft";

/** What a person writes beside a row; what is left out stays as it is. */
type Notes = Partial<Omit<NoteRequest, "selection">>;

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
  chosen: readonly ChosenFile[] = [],
): Promise<CommandError | null> {
  try {
    const receipts = chosen.map(({ file }) => file);
    const { count, undo } = await rpc("violations_step", { selection, step, as_fined, receipts });
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
    () => rpc("violations_step", { selection, step: { step: "back" }, as_fined: false, receipts: [] }),
  );

/** Attaches a receipt to one violation and offers the way back. */
export const addReceipt = (id: string, { file, name }: ChosenFile) =>
  runUndoable(
    () => words("violations:receipt.added", { name }),
    () => rpc("receipts_add", { selection: { kind: "ids", ids: [id] }, files: [file] }),
  );

/** Takes a receipt back; that can be undone, too. */
export const removeReceipt = (id: string) =>
  runUndoable(
    () => words("violations:receipt.removed"),
    () => rpc("receipt_remove", { id }),
  );

/** Has the system's own program show a receipt. */
export const openReceipt = (id: string) =>
  withErrorToast(async () => openReport((await rpc("receipt_open", { id })).file));

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
