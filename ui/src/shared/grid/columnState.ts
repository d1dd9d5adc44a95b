import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useCallback, useMemo, useState } from "react";
import * as v from "valibot";
import { useTextScale } from "@/app/preferences";
import type { GridColumn } from "./types";

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature, columnSizingFeature });

const Kept = v.object({
  columnOrder: v.array(v.string()),
  columnVisibility: v.record(v.string(), v.boolean()),
  columnSizing: v.record(v.string(), v.number()),
});
export type ColumnState = v.InferOutput<typeof Kept>;

/** Narrower than this no column can be taken hold of any more. */
const MIN_WIDTH = 48;

const storageKey = (listId: string) => `cheku.grid.${listId}`;

function initial<Row>(columns: readonly GridColumn<Row>[]): ColumnState {
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

export type GridColumns<Row> = {
  /** In order, chosen ones only. */
  shown: readonly GridColumn<Row>[];
  /** In order, hidden ones too: for the chooser. */
  ordered: readonly GridColumn<Row>[];
  isVisible: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Puts a column where another one stands. */
  move: (id: string, to: string) => void;
  resize: (id: string, width: number) => void;
  reset: () => void;
};

/** Visibility, order and width of a list's columns, kept per list on this machine. */
export function useGridColumns<Row extends object>(
  listId: string,
  columns: readonly GridColumn<Row>[],
): GridColumns<Row> {
  const [state, setState] = useState(() => readColumnState(listId, columns));
  const keep = useCallback(
    (next: ColumnState) => {
      localStorage.setItem(storageKey(listId), JSON.stringify(next));
      setState(next);
    },
    [listId],
  );
  const scale = useTextScale();
  const defs = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        size: Math.round(column.width * scale),
        minSize: column.minWidth ?? MIN_WIDTH,
      })),
    [columns, scale],
  );
  const empty = useMemo<Row[]>(() => [], []);
  // The same options give the same table, and so the same columns: rows are memoised by them.
  const table = useTable(
    useMemo(() => ({ features, columns: defs, data: empty, state }), [defs, empty, state]),
  );
  return useMemo(() => {
    const byId = new Map(columns.map((column) => [column.id, column]));
    const sized = (leaf: { id: string; getSize: () => number }) => {
      const column = byId.get(leaf.id);
      // What the person asked for by hand is never dropped for want of room: then the list scrolls sideways.
      const asked = leaf.id in state.columnSizing || state.columnVisibility[leaf.id] === true;
      return column
        ? [{ ...column, width: leaf.getSize(), priority: asked ? undefined : column.priority }]
        : [];
    };
    const ordered = table.getAllLeafColumns().flatMap(sized);
    const isVisible = (id: string) => state.columnVisibility[id] !== false;
    const ids = ordered.map((column) => column.id);
    return {
      ordered,
      shown: ordered.filter((column) => isVisible(column.id)),
      isVisible,
      toggle: (id) =>
        keep({ ...state, columnVisibility: { ...state.columnVisibility, [id]: !isVisible(id) } }),
      move: (id, to) => keep({ ...state, columnOrder: moved(ids, id, to) }),
      resize: (id, width) => {
        const size = Math.max(byId.get(id)?.minWidth ?? MIN_WIDTH, Math.round(width));
        keep({ ...state, columnSizing: { ...state.columnSizing, [id]: size } });
      },
      reset: () => keep(initial(columns)),
    };
  }, [columns, table, state, keep]);
}

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
