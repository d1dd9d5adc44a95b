import type { DriverForm } from "@/bindings/DriverForm";
import type { PeriodForm } from "@/bindings/PeriodForm";
import type { Undoable } from "@/bindings/Undoable";
import { rpc } from "@/host";
import { words } from "@/i18n";
import { showToast } from "@/shared/toast";
import { told } from "@/shared/told";

/** Runs a change, says what was done, and offers the way back. */
async function undoable(said: string, work: () => Promise<Undoable>): Promise<boolean> {
  const done = await told(work);
  if (!done) return false;
  const { undo } = done;
  showToast(said, undo === null ? undefined : () => void told(() => rpc("undo", { id: undo })));
  return true;
}

export const saveDriver = (form: DriverForm) =>
  undoable(words("drivers:saved", { name: form.name }), () => rpc("driver_save", form));

export const removeDriver = (name: string) =>
  undoable(words("drivers:removed", { name }), () => rpc("driver_remove", { name }));

export const savePeriod = (form: PeriodForm) =>
  undoable(words("drivers:periodSaved", { name: form.driver }), () => rpc("period_save", form));

export const removePeriod = (id: string) =>
  undoable(words("drivers:periodRemoved"), () => rpc("period_remove", { id }));
