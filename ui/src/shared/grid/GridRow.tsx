import { memo } from "react";
import { useTranslation } from "@/i18n";
import { cx } from "../cx";
import { Skeleton } from "../Skeleton";
import css from "./grid.module.css";
import type { GridColumn } from "./types";

/** One row as it stands at `top` pixels; `row` is undefined while it is on its way. */
type GridRowProps<Row> = {
  gridId: string;
  row: Row | undefined;
  index: number;
  top: number;
  columns: readonly GridColumn<Row>[];
  selectable: boolean;
  selected: boolean;
  /** The side panel shows it. */
  open: boolean;
  /** The keyboard is on it: on the column, -1 for the row as a whole; null for elsewhere. */
  at: number | null;
  slow: boolean;
  onToggle: (index: number, extend: boolean) => void;
  onPress: (index: number, event: React.MouseEvent) => void;
};

/** What `aria-activedescendant` names while the keyboard is in a row or a cell. */
export const rowElementId = (gridId: string, index: number, col: number): string =>
  col < 0 ? `${gridId}-${index}` : `${gridId}-${index}-${col}`;

function Row<R>(props: GridRowProps<R>) {
  const { gridId, row, index, top, columns, selectable, selected, open, at, slow } = props;
  const { onToggle, onPress } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid owns the keyboard
    <div
      id={rowElementId(gridId, index, -1)}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      className={cx(css.row, css.line, selected && css.selected, open && css.current, at === -1 && css.at)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onPress(index, event)}
    >
      {selectable && (
        <span role="gridcell" aria-colindex={1} className={css.box}>
          <Box index={index} selected={selected} onToggle={onToggle} disabled={row === undefined} />
        </span>
      )}
      {columns.map((column, col) => (
        <span
          key={column.id}
          id={at === col ? rowElementId(gridId, index, col) : undefined}
          role="gridcell"
          aria-colindex={col + (selectable ? 2 : 1)}
          title={(at === col && row && column.text(row)) || undefined}
          className={cx(
            css.cell,
            column.align === "end" && css.end,
            at === col && css.at,
            row && column.look?.(row),
          )}
        >
          {row ? column.render(row) : slow && <Skeleton width={column.skeleton ?? 48} />}
        </span>
      ))}
    </div>
  );
}

type BoxProps = Pick<GridRowProps<never>, "index" | "selected" | "onToggle"> & { disabled: boolean };

/** By itself, since other words in the row are no reason to touch it. */
const Box = memo(function Box({ index, selected, disabled, onToggle }: BoxProps) {
  const { t } = useTranslation();
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={t("grid.selectRow", { row: index + 1 })}
      checked={selected}
      disabled={disabled}
      onChange={() => {}}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(index, event.shiftKey);
      }}
    />
  );
});

/** Drawn again only when something of this row changed. */
export const GridRow = memo(Row) as typeof Row;
