import type { ChosenFile } from "@/bindings/ChosenFile";
import { chooseFile } from "@/host";
import { askSave } from "@/shared/askSave";

export type Kind = "xlsx" | "csv";

/** Asks where an export goes. Null when the person changed their mind. */
export function askExportFile(name: string, kind: Kind): Promise<ChosenFile | null> {
  return askSave(fileName(name, kind), [kind]);
}

export const askBackupPlace = (name: string) => askSave(fileName(name, "sqlite"), ["sqlite"]);
export const askBackupFile = () => chooseFile([{ name: "backup", extensions: ["sqlite"] }]);

/** 「违章 2026-03-12.xlsx」 */
function fileName(name: string, ending: string): string {
  // China Standard Time, as every date of the product.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${name} ${today}.${ending}`;
}
