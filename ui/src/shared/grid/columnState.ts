import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useCallback, useMemo, useState } from "react";
import * as v from "valibot";
import type { GridColumn } from "./types";

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature, columnSizingFeature });

const Kept = v.object({
  columnOrder: v.array(v.string()),
  columnVisibility: v.record(v.string(), v.boolean()),
  columnSizing: v.record(v.string(), v.number()),
});
export type ColumnState = v.InferOutput<typeof Kept>;

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
  move: (id: string, by: -1 | 1) => void;
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
  const defs = useMemo(
    () => columns.map((column) => ({ id: column.id, size: column.width, minSize: column.minWidth ?? 48 })),
    [columns],
  );
  const empty = useMemo<Row[]>(() => [], []);
  const table = useTable({ features, columns: defs, data: empty, state });
  return useMemo(() => {
    const byId = new Map(columns.map((column) => [column.id, column]));
    const sized = (leaf: { id: string; getSize: () => number }) => {
      const column = byId.get(leaf.id);
      return column ? [{ ...column, width: leaf.getSize() }] : [];
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
      move: (id, by) => keep({ ...state, columnOrder: moved(ids, id, by) }),
      resize: (id, width) =>
        keep({ ...state, columnSizing: { ...state.columnSizing, [id]: Math.round(width) } }),
      reset: () => keep(initial(columns)),
    };
  }, [columns, table, state, keep]);
}

export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) return [...ids];
  const next = ids.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

/** Drops columns by priority, lowest first, until the rest fits: a narrow grid never cuts an amount. */
export function fitting<Row>(shown: readonly GridColumn<Row>[], room: number): readonly GridColumn<Row>[] {
  const left = [...shown];
  const wanted = () => left.reduce((sum, column) => sum + column.width, 0);
  while (room > 0 && wanted() > room) {
    const droppable = left.filter((column) => column.priority !== undefined);
    const lowest = droppable.sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))[0];
    if (!lowest) break;
    left.splice(left.indexOf(lowest), 1);
  }
  return left;
}
