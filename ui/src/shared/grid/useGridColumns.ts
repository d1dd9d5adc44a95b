import { useCallback, useMemo, useState } from "react";
import { useTextScale } from "../preferences";
import {
  arranged,
  type ColumnState,
  initial,
  isVisible,
  MIN_WIDTH,
  moved,
  readColumnState,
  storageKey,
} from "./columnState";
import type { GridColumn } from "./types";

/** A list's columns as the person arranged them, and the ways to arrange them. */
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
  return useMemo(() => {
    const ordered = arranged(columns, state, scale);
    const isShown = (id: string) => isVisible(state, id);
    const ids = ordered.map(({ id }) => id);
    const minWidth = (id: string) => columns.find((column) => column.id === id)?.minWidth ?? MIN_WIDTH;
    return {
      ordered,
      shown: ordered.filter(({ id }) => isShown(id)),
      isVisible: isShown,
      toggle: (id) => keep({ ...state, columnVisibility: { ...state.columnVisibility, [id]: !isShown(id) } }),
      move: (id, to) => keep({ ...state, columnOrder: moved(ids, id, to) }),
      resize: (id, width) => {
        const size = Math.max(minWidth(id), Math.round(width));
        keep({ ...state, columnSizing: { ...state.columnSizing, [id]: size } });
      },
      reset: () => keep(initial(columns)),
    };
  }, [columns, scale, state, keep]);
}
