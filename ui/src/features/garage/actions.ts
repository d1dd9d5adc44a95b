import type { BulkField } from "@/bindings/BulkField";
import type { Left } from "@/bindings/Left";
import type { Selection } from "@/bindings/Selection";
import { rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable } from "@/shared/runCommand";

/** Takes vehicles out of use, since this day. */
export const leaveVehicles = (selection: Selection, left: Left, on: string) =>
  runUndoable(
    ({ count }) => words("garage:left.done", { count }),
    () => rpc("vehicles_leave", { selection, left, on }),
  );

/** Takes them into use again. */
export const returnVehicles = (selection: Selection) =>
  runUndoable(
    ({ count }) => words("garage:left.back", { count }),
    () => rpc("vehicles_return", selection),
  );

/** Removes vehicles with all that is known of them; the way back brings both. */
export const deleteVehicles = (selection: Selection) =>
  runUndoable(
    ({ count }) => words("garage:deleted", { count }),
    () => rpc("vehicles_delete", selection),
  );

/** Sets one field of many vehicles, "" clears it. `since` is for a driver alone: "" = from now. */
export const assignVehicles = (selection: Selection, field: BulkField, value: string, since = "") =>
  runUndoable(
    ({ count }) => words("garage:assigned", { count }),
    () => rpc("vehicles_assign", { selection, field, value, since }),
  );
