import type { GridColumn } from "./types";

/** Tabs and line ends inside a cell would break the sheet it is pasted into. */
const cell = (text: string) => text.replace(/[\t\r\n]+/g, " ");

/** Rows as spreadsheets paste them: headings first, then the columns as shown. */
export function toTsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cell(column.text(row))).join("\t"));
  return [columns.map((column) => cell(column.header)).join("\t"), ...lines].join("\n");
}
