import { words } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { showToast } from "../toast";
import type { GridActionOptions } from "./gridActionOptions";
import { selectedCount, selectedTest } from "./selection";
import { cellText, toTsv } from "./tsv";

/** More rows than this go out by export, not by the clipboard. */
const COPY_LIMIT = 10_000;
/** Rows looked at in one go while the chosen ones are found. */
const STRETCH = 1_000;

/** Ctrl+C: the chosen rows, else the cell that the keyboard is on, else its row. */
export async function copyRows<Row>(options: GridActionOptions<Row>): Promise<void> {
  const { rows, columns, selection, total, place } = options;
  const chosen = selection ? selectedCount(selection, total) : 0;
  if (chosen > 0) return copyChosen(options, chosen);
  const here = place && rows.rowAt(place.row);
  if (!here) return;
  const column = columns[place.col];
  if (column) {
    await navigator.clipboard.writeText(cellText(column, here));
    showToast(words("grid.copiedCell"));
    return;
  }
  await navigator.clipboard.writeText(toTsv(columns, [here]));
  showToast(words("grid.copied", { count: 1, shown: "1" }));
}

async function copyChosen<Row>(options: GridActionOptions<Row>, chosen: number): Promise<void> {
  const { rows, columns, selection, rowId, total } = options;
  if (!selection) return;
  const isChosen = selectedTest(selection);
  const wanted = Math.min(chosen, COPY_LIMIT);
  const found: Row[] = [];
  for (let from = 0; from < total && found.length < wanted; from += STRETCH) {
    const stretch = await rows.rowsBetween(from, Math.min(total, from + STRETCH) - 1);
    found.push(...stretch.filter((row) => isChosen(rowId(row))));
  }
  const out = found.slice(0, wanted);
  await navigator.clipboard.writeText(toTsv(columns, out));
  const count = { count: out.length, shown: formatCount(out.length) };
  showToast(
    out.length < chosen
      ? words("grid.copiedSome", { ...count, all: formatCount(chosen) })
      : words("grid.copied", count),
  );
}
