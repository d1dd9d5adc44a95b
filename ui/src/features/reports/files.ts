import { chooseFile, chooseSave } from "@/host";

export type Kind = "xlsx" | "csv";

/** Asks where an export goes. Null when the person changed their mind. */
export function askExportPath(name: string, kind: Kind): Promise<string | null> {
  return chooseSave(fileName(name, kind), [{ name: kind, extensions: [kind] }]);
}

const BACKUP = [{ name: "backup", extensions: ["sqlite"] }];

export const askBackupPath = (name: string) => chooseSave(fileName(name, "sqlite"), BACKUP);
export const askBackupFile = () => chooseFile(BACKUP);

/** 「违章 2026-03-12.xlsx」 */
function fileName(name: string, ending: string): string {
  // China Standard Time, as every date of the product.
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return `${name} ${today}.${ending}`;
}
