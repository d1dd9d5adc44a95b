import type { DueForm } from "@/bindings/DueForm";
import type { DueView } from "@/bindings/DueView";
import { rpc } from "@/host";
import { currentLanguage, words } from "@/i18n";
import { dueName } from "@/shared/due";
import { runUndoable } from "@/shared/runCommand";

const named = (due: Pick<DueView, "kind" | "name">) => ({ what: dueName(currentLanguage(), due) });

/** Adds a due date or corrects one, and offers the way back. */
export const saveDue = (form: DueForm) =>
  runUndoable(
    () => words("due.saved", named(form)),
    () => rpc("due_date_save", form),
  );

/** Ends a due date and enters the next one, YYYY-MM-DD ("" = there is none). Offers the way back. */
export const renewDue = (due: DueView, next: string) =>
  runUndoable(
    () => words("due.renewed", named(due)),
    () => rpc("due_date_renew", { id: due.id, next }),
  );

/** Takes a due date away as if it had never been entered, and offers the way back. */
export const removeDue = (due: DueView) =>
  runUndoable(
    () => words("due.removed", named(due)),
    () => rpc("due_date_remove", { id: due.id }),
  );
