import type { DriverForm } from "@/bindings/DriverForm";
import type { PeriodForm } from "@/bindings/PeriodForm";
import { rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable } from "@/shared/runCommand";

export const saveDriver = (form: DriverForm) =>
  runUndoable(
    () => words("drivers:saved", { name: form.name }),
    () => rpc("driver_save", form),
  );

export const removeDriver = (name: string) =>
  runUndoable(
    () => words("drivers:removed", { name }),
    () => rpc("driver_remove", { name }),
  );

export const savePeriod = (form: PeriodForm) =>
  runUndoable(
    () => words("drivers:periodSaved", { name: form.driver }),
    () => rpc("period_save", form),
  );

export const removePeriod = (id: string) =>
  runUndoable(
    () => words("drivers:periodRemoved"),
    () => rpc("period_remove", { id }),
  );
