import type { PreviewRow } from "@/bindings/PreviewRow";
import type { RowComplaint } from "@/bindings/RowComplaint";
import type { SheetPreview } from "@/bindings/SheetPreview";

/** How many rows the complaints belong to: a row may have several, a column-wide one has none. */
export function rowsWith(complaints: readonly RowComplaint[]): number {
  return new Set(complaints.map(({ sheet, row }) => `${sheet}\n${row}`)).size;
}

/** The complaints about one sheet. */
export function ofSheet(complaints: readonly RowComplaint[], { sheet }: SheetPreview): RowComplaint[] {
  return complaints.filter((complaint) => complaint.sheet === sheet.name);
}

/** Rows with something to look at, and the first two good ones to compare with. */
export function rowsToLookAt(shown: SheetPreview, complaints: readonly RowComplaint[]): PreviewRow[] {
  const odd = new Set(complaints.map(({ row }) => row));
  const isOdd = (row: PreviewRow) => odd.has(row.row) || row.hidden;
  const good = shown.rows.filter((row) => !isOdd(row)).slice(0, 2);
  return [...shown.rows.filter(isOdd), ...good];
}

/** The row that is repeated, with its sheet where that is another one. */
export function repeated({ repeats, repeats_in }: RowComplaint): string | number | null {
  return repeats_in ? `${repeats_in} · ${repeats}` : repeats;
}

/** The complaints by row and heading, for the cells. */
export function byCell(complaints: readonly RowComplaint[]): Map<string, RowComplaint> {
  return new Map(complaints.map((complaint) => [cellKey(complaint.row, complaint.column), complaint]));
}

/** Names a cell within one sheet, by its row and its column's heading. */
export const cellKey = (row: number, heading: string) => `${row}\n${heading}`;

/** Warnings of one kind together: twenty rows with the same hint are one line. */
export function byCode(complaints: readonly RowComplaint[]): RowComplaint[][] {
  const groups = new Map<string, RowComplaint[]>();
  for (const complaint of complaints) {
    const key =
      complaint.code === "column_ignored" ? `${complaint.code} ${complaint.column}` : complaint.code;
    groups.set(key, [...(groups.get(key) ?? []), complaint]);
  }
  return [...groups.values()];
}
