import { memo } from "react";
import { useTranslation } from "@/i18n";
import { cx } from "../cx";
import { Skeleton } from "../States";
import css from "./grid.module.css";
import type { GridColumn } from "./types";

export type GridRowProps<Row> = {
  id: string;
  row: Row | undefined;
  index: number;
  top: number;
  columns: readonly GridColumn<Row>[];
  selectable: boolean;
  selected: boolean;
  current: boolean;
  slow: boolean;
  onToggle: (index: number, extend: boolean) => void;
  onOpen: (index: number) => void;
};

function Row<R>(props: GridRowProps<R>) {
  const { id, row, index, top, columns, selectable, selected, current, slow, onToggle, onOpen } = props;
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid owns the keyboard
    <div
      id={id}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      className={cx(css.row, css.line, selected && css.selected, current && css.current)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(index)}
    >
      {selectable && (
        <span role="gridcell" className={css.box}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t("grid.selectRow", { row: index + 1 })}
            checked={selected}
            disabled={row === undefined}
            onChange={() => {}}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(index, event.shiftKey);
            }}
          />
        </span>
      )}
      {columns.map((column) => (
        <span
          key={column.id}
          role="gridcell"
          className={cx(css.cell, column.align === "end" && css.end)}
          title={(row && column.text(row)) || undefined}
        >
          {row ? column.render(row) : slow && <Skeleton width={column.skeleton ?? 48} />}
        </span>
      ))}
    </div>
  );
}

/** Drawn again only when something of this row changed. */
export const GridRow = memo(Row) as typeof Row;
