import type { ReactNode } from "react";

export type GridSort = { column: string; descending: boolean };

/** One column of a list. `render` gives plain spans: no widget is ever mounted in a cell. */
export type GridColumn<Row> = {
  id: string;
  header: string;
  width: number;
  minWidth?: number;
  align?: "start" | "end";
  /** Takes the room that is left over; one column of a list should. */
  grow?: boolean;
  /** Narrow windows drop the lowest first. Columns without one always stay. */
  priority?: number;
  sortable?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Width of the skeleton while the row is on its way. */
  skeleton?: number;
  render: (row: Row) => ReactNode;
  /** The cell as text, for its title, for copying. Empty for nothing. */
  text: (row: Row) => string;
};
