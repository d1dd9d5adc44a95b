import type { Undoable } from "@/bindings/Undoable";
import { asCommandError, rpc } from "@/host";
import { currentLanguage } from "@/i18n";
import { explain } from "@/i18n/errors";
import { recordChange } from "./changes";
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

/** A notice with the way back, where there is one. */
export function showUndoable(text: string, undo: string | null): void {
  const back = async () => (await withErrorToast(() => rpc("undo", { id: undo ?? "" }))) !== null;
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
