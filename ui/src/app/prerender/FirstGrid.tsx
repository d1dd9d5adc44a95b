import { HeaderLine } from "@/shared/grid/GridHeader";
import { GridRow } from "@/shared/grid/GridRow";
import css from "@/shared/grid/grid.module.css";
import { CHECKBOX_WIDTH, gridStyle } from "@/shared/grid/gridStyle";
import type { GridColumn, GridSort } from "@/shared/grid/types";

type FirstGridProps<Row> = {
  columns: readonly GridColumn<Row>[];
  sort: GridSort | null;
  /** Those that are in sight. */
  rows: readonly Row[];
  total: number;
  rowHeight: number;
  totals: React.ReactNode;
};

const nothing = () => {};

/** The look of a `DataGrid` at its top, nothing chosen; without columns only its box, to be measured. */
export function FirstGrid<Row>({ columns, sort, rows, total, rowHeight, totals }: FirstGridProps<Row>) {
  const common = { gridId: "", columns, selectable: true, at: null };
  const calm = { selected: false, open: false, slow: false, onToggle: nothing, onPress: nothing };
  return (
    <div className={css.grid} style={gridStyle(columns, CHECKBOX_WIDTH, rowHeight)}>
      <div className={css.scroller}>
        <HeaderLine
          {...common}
          sort={sort}
          at={-1}
          all="none"
          onSort={nothing}
          onResize={nothing}
          onToggleAll={nothing}
        />
        <div className={css.body} style={{ height: total * rowHeight }}>
          {rows.map((row, index) => (
            <GridRow key={index} {...common} {...calm} row={row} index={index} top={index * rowHeight} />
          ))}
        </div>
      </div>
      <div className={css.float} />
      <div className={css.totals}>{totals}</div>
    </div>
  );
}
