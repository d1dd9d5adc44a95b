import { words } from "@/i18n";
import type { GridColumn } from "./types";

/** A cell as a spreadsheet takes it. */
export const cellText = <Row>(column: GridColumn<Row>, row: Row) => clean(column.text(row));

/** What a spreadsheet would run, the wide forms in Chinese editions too, or an apostrophe of ours before it. */
const RUNS = /^'*[=+\-@＝＋－＠]/;

/**
 * Tabs and line ends inside would break the sheet that this is pasted into, and a note that somebody else typed
 * must not run there: it gets an apostrophe in front, as in a csv file. Reading takes it away again.
 */
function clean(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ").trimStart();
  return RUNS.test(line) ? `'${line}` : line;
}

/** Rows as spreadsheets paste them: headings first, then the columns as shown. */
export function toTsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cellText(column, row)).join("\t"));
  return [columns.map((column) => clean(column.header)).join("\t"), ...lines].join("\n");
}

/** A number alone, which says nothing without its heading. */
const NUMBER = /^\d[\d.,]*$/;

/** Rows as a person reads them in a chat, one a line: figures with their heading, what is empty left out. */
export function toLines<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const cell = (column: GridColumn<Row>, row: Row) => {
    const text = column.text(row).replace(/\s+/g, " ").trim();
    const isFigure = column.align === "end" || NUMBER.test(text);
    return text && isFigure ? `${column.header} ${text}` : text;
  };
  const line = (row: Row) => columns.map((column) => cell(column, row)).filter(Boolean);
  return rows.map((row) => line(row).join(words("copyText.comma"))).join("\n");
}
