import type { BulkField } from "@/bindings/BulkField";
import type { Selection } from "@/bindings/Selection";
import { rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable } from "@/shared/runCommand";

export const deleteVehicles = (selection: Selection) =>
  runUndoable(
    ({ count }) => words("garage:deleted", { count }),
    () => rpc("vehicles_delete", selection),
  );

export const assignVehicles = (selection: Selection, field: BulkField, value: string, since = "") =>
  runUndoable(
    ({ count }) => words("garage:assigned", { count }),
    () => rpc("vehicles_assign", { selection, field, value, since }),
  );
