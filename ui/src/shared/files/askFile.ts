import type { ChosenFile } from "@/bindings/ChosenFile";
import { chooseFile, chooseSave } from "@/host";
import { words } from "@/i18n";
import { todayInChina } from "@/i18n/dates";

/**
 * Asks where a file goes that may have one of these endings, and suggests its name with the day:
 * 「违章 2026-03-12.xlsx」. Null when the person changed their mind.
 */
export function askSave(name: string, endings: readonly string[]): Promise<ChosenFile | null> {
  const filters = endings.map((ending) => ({ name: ending, extensions: [ending] }));
  return chooseSave(`${name} ${todayInChina()}.${endings[0]}`, filters, {
    question: words("common:replace.question", { file: "{file}" }),
    replace: words("common:replace.replace"),
    keep: words("common:replace.keep"),
  });
}

/** What may be a receipt; the core looks into the file as well. */
const RECEIPTS = ["jpg", "jpeg", "png", "webp", "heic", "pdf"];

/** Asks for a receipt: a picture or a PDF. */
export const askReceipt = () =>
  chooseFile([{ name: words("violations:receipt.kinds"), extensions: RECEIPTS }]);

/** Asks for a backup to restore. */
export const askBackup = () => chooseFile([{ name: words("problem.backup"), extensions: ["sqlite", "db"] }]);
