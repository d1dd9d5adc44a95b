import type { GridColumn } from "./types";

/** A cell as a spreadsheet takes it: tabs and line ends inside would break the sheet it is pasted into. */
export const cellText = <Row>(column: GridColumn<Row>, row: Row) => clean(column.text(row));

const clean = (text: string) => text.replace(/[\t\r\n]+/g, " ");

/** Rows as spreadsheets paste them: headings first, then the columns as shown. */
export function toTsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = rows.map((row) => columns.map((column) => cellText(column, row)).join("\t"));
  return [columns.map((column) => clean(column.header)).join("\t"), ...lines].join("\n");
}
