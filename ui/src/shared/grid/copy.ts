import { words } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { showToast } from "../toast";
import type { GridActionOptions } from "./gridActionOptions";
import { selectedCount, selectedTest } from "./selection";
import { cellText, toLines, toTsv } from "./tsv";

/** More rows than this go out by export, not by the clipboard. */
const COPY_LIMIT = 10_000;
/** Rows looked at in one go while the chosen ones are found. */
const STRETCH = 1_000;

/** Ctrl+C: the chosen rows, else the cell that the keyboard is on, else its row. */
export async function copyRows<Row>(options: GridActionOptions<Row>): Promise<void> {
  const { rows, columns, selection, total, place } = options;
  const column = place ? columns[place.col] : undefined;
  const here = place && rows.rowAt(place.row);
  if (!(selection && selectedCount(selection, total) > 0) && column && here) {
    await navigator.clipboard.writeText(cellText(column, here));
    showToast(words("grid.copiedCell"));
    return;
  }
  await copyFound(options, (found) => toTsv(columns, found));
}

/** Ctrl+Shift+C: the same rows as lines that are read in a chat; all of the list where none is chosen or held. */
export const copyAsText = <Row>(options: GridActionOptions<Row>): Promise<void> =>
  copyFound(options, (found) => toLines(options.columns, found));

async function copyFound<Row>(
  { rows, selection, rowId, total, place }: GridActionOptions<Row>,
  written: (rows: Row[]) => string,
): Promise<void> {
  const chosen = selection ? selectedCount(selection, total) : 0;
  const here = place && place.row >= 0 ? rows.rowAt(place.row) : undefined;
  if (chosen === 0 && here) return said([here], 1, written);
  const isWanted = selection && chosen > 0 ? selectedTest(selection) : () => true;
  const wanted = Math.min(chosen || total, COPY_LIMIT);
  const found: Row[] = [];
  for (let from = 0; from < total && found.length < wanted; from += STRETCH) {
    const stretch = await rows.rowsBetween(from, Math.min(total, from + STRETCH) - 1);
    found.push(...stretch.filter((row) => isWanted(rowId(row))));
  }
  await said(found.slice(0, wanted), chosen || total, written);
}

async function said<Row>(out: Row[], all: number, written: (rows: Row[]) => string): Promise<void> {
  if (out.length === 0) return;
  await navigator.clipboard.writeText(written(out));
  const count = { count: out.length, shown: formatCount(out.length) };
  showToast(
    out.length < all
      ? words("grid.copiedSome", { ...count, all: formatCount(all) })
      : words("grid.copied", count),
  );
}
