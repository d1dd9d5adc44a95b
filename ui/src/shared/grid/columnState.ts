import * as v from "valibot";
import type { GridColumn } from "./types";

const Kept = v.object({
  columnOrder: v.array(v.string()),
  columnVisibility: v.record(v.string(), v.boolean()),
  columnSizing: v.record(v.string(), v.number()),
});
/** What is kept of a list's columns, by their ids: order, which are shown, and widths in pixels. */
export type ColumnState = v.InferOutput<typeof Kept>;

/** Narrower than this no column can be taken hold of any more. */
export const MIN_WIDTH = 48;

/** The name under which a list's columns are kept on this machine. */
export const storageKey = (listId: string) => `cheku.grid.${listId}`;

/** The columns as the list brings them: in its order and widths, `hidden` ones not shown. */
export function initial<Row>(columns: readonly GridColumn<Row>[]): ColumnState {
  const hidden = columns.filter((column) => column.hidden).map((column) => [column.id, false] as const);
  return { columnOrder: [], columnVisibility: Object.fromEntries(hidden), columnSizing: {} };
}

/** What was kept for this list; anything unreadable counts as never kept. */
export function readColumnState<Row>(listId: string, columns: readonly GridColumn<Row>[]): ColumnState {
  try {
    return v.parse(Kept, JSON.parse(localStorage.getItem(storageKey(listId)) ?? ""));
  } catch {
    return initial(columns);
  }
}

/** All columns in the order and width that the person gave them, hidden ones too. */
export function arranged<Row>(
  columns: readonly GridColumn<Row>[],
  state: ColumnState,
  scale: number,
): readonly GridColumn<Row>[] {
  const placeOf = ({ id }: GridColumn<Row>) => {
    const at = state.columnOrder.indexOf(id);
    return at < 0 ? columns.length : at;
  };
  const ordered = [...columns].sort((a, b) => placeOf(a) - placeOf(b));
  return ordered.map((column) => {
    const asked = state.columnSizing[column.id];
    const width = Math.max(column.minWidth ?? MIN_WIDTH, asked ?? Math.round(column.width * scale));
    // What the person asked for by hand is never dropped for want of room: then the list scrolls sideways.
    const isAsked = asked !== undefined || state.columnVisibility[column.id] === true;
    return { ...column, width, priority: isAsked ? undefined : column.priority };
  });
}

/** True unless the column was hidden; one that nobody touched is shown. */
export const isVisible = (state: ColumnState, id: string): boolean => state.columnVisibility[id] !== false;

/** The order with one column put where another stands; the others close up. */
export function moved(ids: readonly string[], id: string, to: string): string[] {
  const at = ids.indexOf(to);
  if (!ids.includes(id) || at < 0) return [...ids];
  const next = ids.filter((other) => other !== id);
  next.splice(at, 0, id);
  return next;
}

/** Drops columns by priority, lowest first, until the rest fits: a narrow grid never cuts an amount. */
export function fitting<Row>(shown: readonly GridColumn<Row>[], room: number): readonly GridColumn<Row>[] {
  const left = [...shown];
  const wanted = () => left.reduce((sum, column) => sum + column.width, 0);
  // The same array where all fits: rows are memoised by it.
  if (room <= 0 || wanted() <= room) return shown;
  while (wanted() > room) {
    const droppable = left.filter((column) => column.priority !== undefined);
    const lowest = droppable.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))[0];
    if (!lowest) break;
    left.splice(left.indexOf(lowest), 1);
  }
  return left;
}
