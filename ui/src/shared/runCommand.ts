import type { Undoable } from "@/bindings/Undoable";
import { asCommandError, rpc } from "@/host";
import { currentLanguage } from "@/i18n";
import { explain } from "@/i18n/errors";
import { recordChange, type WentBack } from "./changes";
import { showToast } from "./toast";

/** Says as a notice why the core did not do it, for where there is no place beside a field. */
export function showError(thrown: unknown): void {
  const said = explain(asCommandError(thrown), currentLanguage());
  showToast(`${said.title} ${said.next}`);
}

/** Runs what can fail; null when it did, and why stands in a notice. */
export async function withErrorToast<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    showError(thrown);
    return null;
  }
}

/** Takes a change back; only the core's word that it no longer can be is final. */
export async function goBack(work: () => Promise<unknown>): Promise<WentBack> {
  try {
    await work();
    return "taken_back";
  } catch (thrown) {
    showError(thrown);
    return asCommandError(thrown).code === "undo_unknown" ? "refused" : "failed";
  }
}

/** A notice with the way back, where there is one. */
export function showUndoable(text: string, undo: string | null): void {
  const back = () => goBack(() => rpc("undo", { id: undo ?? "" }));
  showToast(text, undo === null ? undefined : recordChange(text, back));
}

/** Runs a change, says what was done and offers the way back. False when it was refused. */
export async function runUndoable(
  said: (done: Undoable) => string,
  work: () => Promise<Undoable>,
): Promise<boolean> {
  const done = await withErrorToast(work);
  if (done) showUndoable(said(done), done.undo);
  return done !== null;
}
