import type { ReactNode } from "react";

/** The order of a list: the id of a column, as the core names it, too. */
export type GridSort = { column: string; descending: boolean };

/** How the words of a cell stand back: `muted` for what is not there or not known. */
export type CellLook = "soft" | "muted" | undefined;

/** One column of a list. No widget is ever mounted in a cell. */
export type GridColumn<Row> = {
  id: string;
  header: string;
  width: number;
  minWidth?: number;
  align?: "start" | "end";
  /** Its share of the room that is left over; one column of a list should have one. */
  grow?: number;
  /** Narrow windows drop the lowest first. Columns without one always stay. */
  priority?: number;
  sortable?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Width of the skeleton while the row is on its way. */
  skeleton?: number;
  /** Plain text where it will do, for cells are drawn by the hundred; else spans. */
  render: (row: Row) => ReactNode;
  look?: (row: Row) => CellLook;
  /** The cell as text, for its title, for copying. Empty for nothing. */
  text: (row: Row) => string;
};

type Cell<Row> = Pick<GridColumn<Row>, "render" | "look" | "text">;

/** A cell of words; a dash where there are none. */
export function textCell<Row>(of: (row: Row) => string | null, look?: CellLook): Cell<Row> {
  return {
    render: (row) => of(row) || "—",
    look: (row) => (of(row) ? look : "muted"),
    text: (row) => of(row) ?? "",
  };
}
