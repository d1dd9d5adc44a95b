import type { Undoable } from "@/bindings/Undoable";
import { asCommandError, rpc } from "@/host";
import { currentLanguage, words } from "@/i18n";
import { explain } from "@/i18n/errors";
import { changeOf, makeAgain, recordChange, takeBack, type WentBack } from "./changes";
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

/** Takes a change back or makes it again; only the core's word that it no longer can be is final. */
export async function goBack(work: () => Promise<unknown>): Promise<WentBack> {
  try {
    await work();
    return "taken_back";
  } catch (thrown) {
    showError(thrown);
    return FINAL.has(asCommandError(thrown).code) ? "refused" : "failed";
  }
}

const FINAL: ReadonlySet<string> = new Set(["undo_unknown", "undo_overwritten"]);

/** Goes one way and says so, with the way back from there. */
async function went(name: "undo" | "redo", token: string, text: string): Promise<WentBack> {
  const ended = await goBack(() => rpc(name, { id: token }));
  if (ended === "taken_back") showToast(words(`common:changes.${name}`, { text }), changeOf(token));
  return ended;
}

/** Takes a change back or makes it again, by the core's handle; one of this session moves with the keys' list. */
export function moveChange(name: "undo" | "redo", token: string, text: string): Promise<unknown> {
  const change = changeOf(token);
  if (change) return name === "undo" ? takeBack(change.id) : makeAgain(change.id);
  return went(name, token, text);
}

/** A notice with the way back, where there is one. */
export function showUndoable(text: string, undo: string | null): void {
  const way = (name: "undo" | "redo") => () => went(name, undo ?? "", text);
  showToast(text, undo === null ? undefined : recordChange(text, way("undo"), way("redo"), undo));
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
