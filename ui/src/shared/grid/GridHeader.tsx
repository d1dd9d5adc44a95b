import { memo } from "react";
import { useTranslation } from "@/i18n";
import { cx } from "../cx";
import { Icon } from "../Icon";
import css from "./grid.module.css";
import type { GridColumn, GridSort } from "./types";
import { useHeadingDrag } from "./useHeadingDrag";

type HeaderProps<Row> = {
  gridId: string;
  columns: readonly GridColumn<Row>[];
  sort: GridSort | null;
  /** Sorts by this column, or turns its order round. */
  onSort?: (column: GridColumn<Row>) => void;
  onResize: (id: string, width: number) => void;
  onMove: (id: string, to: string) => void;
  selectable: boolean;
  all: "all" | "some" | "none";
  onToggleAll: () => void;
  /** The heading that the keyboard is on; -1 for none. */
  at: number;
};

function Header<Row>({ onMove, ...props }: HeaderProps<Row>) {
  const drag = useHeadingDrag({ ids: props.columns.map(({ id }) => id), onMove });
  return <HeaderLine {...props} drag={drag} />;
}

type LineProps<Row> = Omit<HeaderProps<Row>, "onMove"> & { drag?: ReturnType<typeof useHeadingDrag> };

/** The headings themselves. */
export function HeaderLine<Row>(props: LineProps<Row>) {
  const { gridId, columns, sort, onSort, onResize, selectable, all, onToggleAll, at, drag } = props;
  const { t } = useTranslation();
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={cx(css.head, css.line)}
      onClickCapture={drag?.onClickCapture}
    >
      {selectable && (
        <span role="columnheader" aria-colindex={1} className={css.box}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t("grid.selectAll")}
            checked={all === "all"}
            ref={(box) => {
              if (box) box.indeterminate = all === "some";
            }}
            onChange={onToggleAll}
          />
        </span>
      )}
      {columns.map((column, index) => (
        <Heading
          key={column.id}
          column={column}
          sort={sort}
          onSort={onSort}
          onResize={onResize}
          id={headingId(gridId, index)}
          index={index + (selectable ? 2 : 1)}
          current={index === at}
          over={drag?.over === column.id}
          onPointerDown={drag?.onPointerDown(column.id)}
        />
      ))}
    </div>
  );
}

/** The headings: pressed or Enter they sort, dragged or Ctrl+arrow they change places, edges or Shift+arrow widen. */
export const GridHeader = memo(Header) as typeof Header;

/** What `aria-activedescendant` names while the keyboard is on a heading. */
export const headingId = (gridId: string, index: number): string => `${gridId}-head-${index}`;

/** The order that sorting by a column gives: amounts begin with the largest, the second time turns it round. */
export function nextSort<Row>(column: GridColumn<Row>, sort: GridSort | null): GridSort {
  const sorted = sort?.column === column.id ? sort : null;
  return { column: column.id, descending: sorted ? !sorted.descending : column.align === "end" };
}

type HeadingProps<Row> = {
  id: string;
  /** Its place among all columns, from 1. */
  index: number;
  column: GridColumn<Row>;
  sort: GridSort | null;
  onSort?: (column: GridColumn<Row>) => void;
  onResize: (id: string, width: number) => void;
  current: boolean;
  over: boolean;
  onPointerDown?: (down: React.PointerEvent<HTMLElement>) => void;
};

function Heading<Row>(props: HeadingProps<Row>) {
  const { id, index, column, sort, onSort, onResize, current, over, onPointerDown } = props;
  const sorted = sort?.column === column.id ? sort : null;
  const order = sorted ? (sorted.descending ? "descending" : "ascending") : undefined;
  const looks = [sorted && css.sorted, current && css.at, over && css.over];
  return (
    <span
      id={id}
      role="columnheader"
      aria-colindex={index}
      aria-sort={order}
      data-column={column.id}
      className={cx(css.heading, column.align === "end" && css.end, ...looks)}
      onPointerDown={onPointerDown}
    >
      {column.sortable && onSort ? (
        <button type="button" tabIndex={-1} className={css.sort} onClick={() => onSort(column)}>
          {column.header}
          {sorted && <Icon name={sorted.descending ? "down" : "up"} small />}
        </button>
      ) : (
        <span className="clip">{column.header}</span>
      )}
      <ResizeHandle column={column} onResize={onResize} />
    </span>
  );
}

/** The right edge of a heading, to be dragged. */
function ResizeHandle<Row>({ column, onResize }: Pick<HeadingProps<Row>, "column" | "onResize">) {
  const start = (down: React.PointerEvent<HTMLElement>) => {
    down.preventDefault();
    down.stopPropagation();
    const handle = down.currentTarget;
    const from = handle.parentElement?.getBoundingClientRect().width ?? column.width;
    handle.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) => onResize(column.id, from + event.clientX - down.clientX);
    const end = () => handle.removeEventListener("pointermove", move);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", end, { once: true });
  };
  return <span aria-hidden="true" className={css.handle} onPointerDown={start} />;
}
