import i18next from "i18next";
import type { BulkField } from "@/bindings/BulkField";
import type { Selection } from "@/bindings/Selection";
import type { VehicleQuery } from "@/bindings/VehicleQuery";
import { asCommandError, rpc } from "@/host";
import { currentLanguage } from "@/i18n";
import { explain } from "@/i18n/errors";
import { formatCount } from "@/i18n/money";
import { askSave } from "@/shared/askSave";
import { showToast } from "@/shared/toast";
import { told } from "@/shared/told";

/** This page's words outside a component, in the language of the moment. */
const say = () => i18next.getFixedT(null, "garage");

/** What a refusal says where there is no place beside a field. */
export function tellRefusal(thrown: unknown): void {
  const said = explain(asCommandError(thrown), currentLanguage());
  showToast(`${said.title} ${said.next}`);
}

/** A notice with the way back, where there is one. */
export function showUndoable(text: string, undo: string | null): void {
  const takeBack = () => void told(() => rpc("undo", { id: undo ?? "" }));
  showToast(text, undo === null ? undefined : takeBack);
}

export async function deleteVehicles(selection: Selection): Promise<boolean> {
  const done = await told(() => rpc("vehicles_delete", selection));
  if (done) showUndoable(say()("deleted", { count: done.count }), done.undo);
  return done !== null;
}

export async function assignVehicles(
  selection: Selection,
  field: BulkField,
  value: string,
): Promise<boolean> {
  const done = await told(() => rpc("vehicles_assign", { selection, field, value }));
  if (done) showUndoable(say()("assigned", { count: done.count }), done.undo);
  return done !== null;
}

/** Exports what is shown, or only what is chosen, in its order, to a file of the person's choice. */
export async function exportVehicles(query: VehicleQuery, only: Selection | null = null): Promise<void> {
  await told(async () => {
    const chosen = await askSave(`${say()("title")}.xlsx`, ["xlsx", "csv"]);
    if (chosen === null) return;
    const lang = currentLanguage() === "en" ? "en" : "zh";
    const done = await rpc("export", { what: { what: "vehicles", query, only }, to: chosen.file, lang });
    showToast(say()("exported", { count: done.rows, shown: formatCount(done.rows), file: done.file }));
  });
}
