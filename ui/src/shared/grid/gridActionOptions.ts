import type { Place } from "./gridKeys";
import type { Selection, SelectionAction } from "./selection";
import type { GridColumn, GridSort } from "./types";
import type { GridRows } from "./useGridRows";

/** What the keys and presses of a grid work on. */
export type GridActionOptions<Row> = {
  place: Place | null;
  setPlace: (place: Place) => void;
  total: number;
  rows: GridRows<Row>;
  rowId: (row: Row) => string;
  columns: readonly GridColumn<Row>[];
  selection?: Selection;
  onSelection?: (action: SelectionAction) => void;
  onOpen?: (row: Row, index: number) => void;
  keys?: Readonly<Record<string, (row: Row) => void>>;
  sort: GridSort | null;
  onSort?: (sort: GridSort) => void;
  onMove: (id: string, to: string) => void;
  onResize: (id: string, width: number) => void;
  perScreen: () => number;
  scrollTo: (index: number) => void;
};
