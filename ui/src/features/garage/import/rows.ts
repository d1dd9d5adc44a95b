import type { ImportPreview } from "@/bindings/ImportPreview";
import type { PreviewRow } from "@/bindings/PreviewRow";
import type { RowComplaint } from "@/bindings/RowComplaint";

/** How many rows the complaints belong to: a row may have several, a column-wide one has none. */
export function rowsWith(complaints: readonly RowComplaint[]): number {
  return new Set(complaints.map(({ row }) => row)).size;
}

/** Every row is one of these. */
export function rowsOf({ added, updated, unchanged, rejected }: ImportPreview): number {
  return added + updated + unchanged + rowsWith(rejected);
}

/** Rows with something to look at, and the first two good ones to compare with. */
export function rowsToLookAt(preview: ImportPreview): PreviewRow[] {
  const odd = new Set([...preview.rejected, ...preview.warnings].map(({ row }) => row));
  const good = preview.rows.filter(({ row }) => !odd.has(row)).slice(0, 2);
  return [...preview.rows.filter(({ row }) => odd.has(row)), ...good];
}

/** The complaints by row and heading, for the cells. */
export function byCell(complaints: readonly RowComplaint[]): Map<string, RowComplaint> {
  return new Map(complaints.map((complaint) => [cellKey(complaint.row, complaint.column), complaint]));
}

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
