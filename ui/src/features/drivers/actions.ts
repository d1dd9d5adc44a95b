import type { CommandError } from "@/bindings/CommandError";
import type { DriverForm } from "@/bindings/DriverForm";
import type { PeriodForm } from "@/bindings/PeriodForm";
import { asCommandError, rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable, showUndoable } from "@/shared/runCommand";

/** Adds a driver or changes one, and offers the way back. A new name goes along everywhere. */
export const saveDriver = (form: DriverForm) =>
  runUndoable(
    () => words("drivers:saved", { name: form.name }),
    () => rpc("driver_save", form),
  );

/** Takes a driver out of the list, the vehicles and the periods, and offers the way back. */
export const removeDriver = (name: string) =>
  runUndoable(
    () => words("drivers:removed", { name }),
    () => rpc("driver_remove", { name }),
  );

/** Keeps a period; a refusal belongs beside the form, which may cut what is in the way. */
export async function savePeriod(form: PeriodForm): Promise<CommandError | null> {
  try {
    const { undo } = await rpc("period_save", form);
    showUndoable(words("drivers:periodSaved", { name: form.driver }), undo);
    return null;
  } catch (thrown) {
    return asCommandError(thrown);
  }
}

/** Takes a period away and offers the way back. */
export const removePeriod = (id: string) =>
  runUndoable(
    () => words("drivers:periodRemoved"),
    () => rpc("period_remove", { id }),
  );
