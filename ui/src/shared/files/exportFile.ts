import type { ExportWhat } from "@/bindings/ExportWhat";
import { rpc } from "@/host";
import { currentLanguage, words } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { withErrorToast } from "../runCommand";
import { showWritten } from "../toast";
import { askSave } from "./askFile";

/** How a written file ends: a workbook, a text, a calendar. */
export type Ending = "xlsx" | "csv" | "ics";
/** What a list can be written as; the person chooses one in the dialog. */
export const SHEETS: readonly Ending[] = ["xlsx", "csv"];

/** The language of a file that the core writes. */
export const fileLanguage = () => (currentLanguage() === "en" ? "en" : "zh");

/** Writes a list to a file of the person's choice: a workbook or a text. */
export async function exportFile(what: ExportWhat, name: string, endings = SHEETS): Promise<void> {
  await withErrorToast(async () => {
    const chosen = await askSave(name, endings);
    if (chosen === null) return;
    const { rows, undated, file, opens } = await rpc("export", {
      what,
      to: chosen.file,
      lang: fileLanguage(),
    });
    const written = words("reports:written", { count: rows, shown: formatCount(rows), file });
    const apart = undated > 0 ? ` ${words("span.undated", { count: undated })}` : "";
    showWritten(written + apart, opens);
  });
}
