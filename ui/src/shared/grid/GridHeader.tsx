import { useTranslation } from "@/i18n";
import { cx } from "../cx";
import { Icon } from "../Icon";
import css from "./grid.module.css";
import type { GridColumn, GridSort } from "./types";

type HeaderProps<Row> = {
  columns: readonly GridColumn<Row>[];
  sort: GridSort | null;
  onSort?: (sort: GridSort) => void;
  onResize: (id: string, width: number) => void;
  selectable: boolean;
  all: "all" | "some" | "none";
  onToggleAll: () => void;
};

export function GridHeader<Row>(props: HeaderProps<Row>) {
  const { columns, sort, onSort, onResize, selectable, all, onToggleAll } = props;
  const { t } = useTranslation();
  return (
    <div role="row" aria-rowindex={1} className={cx(css.head, css.line)}>
      {selectable && (
        <span role="columnheader" className={css.box}>
          <input
            type="checkbox"
            aria-label={t("grid.selectAll")}
            checked={all === "all"}
            ref={(box) => {
              if (box) box.indeterminate = all === "some";
            }}
            onChange={onToggleAll}
          />
        </span>
      )}
      {columns.map((column) => (
        <Heading key={column.id} column={column} sort={sort} onSort={onSort} onResize={onResize} />
      ))}
    </div>
  );
}

type HeadingProps<Row> = {
  column: GridColumn<Row>;
  sort: GridSort | null;
  onSort?: (sort: GridSort) => void;
  onResize: (id: string, width: number) => void;
};

function Heading<Row>({ column, sort, onSort, onResize }: HeadingProps<Row>) {
  const sorted = sort?.column === column.id ? sort : null;
  const order = sorted ? (sorted.descending ? "descending" : "ascending") : undefined;
  const next = { column: column.id, descending: sorted ? !sorted.descending : column.align === "end" };
  return (
    <span
      role="columnheader"
      aria-sort={order}
      className={cx(css.heading, column.align === "end" && css.end, sorted && css.sorted)}
    >
      {column.sortable && onSort ? (
        <button type="button" className={css.sort} onClick={() => onSort(next)}>
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

/** Drag to resize. The pointer's way; the chooser's order and visibility are the keyboard's. */
function ResizeHandle<Row>({ column, onResize }: Pick<HeadingProps<Row>, "column" | "onResize">) {
  const start = (down: React.PointerEvent<HTMLElement>) => {
    down.preventDefault();
    const handle = down.currentTarget;
    const from = handle.parentElement?.getBoundingClientRect().width ?? column.width;
    handle.setPointerCapture(down.pointerId);
    const move = (event: PointerEvent) =>
      onResize(column.id, Math.max(column.minWidth ?? 48, from + event.clientX - down.clientX));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  return <span aria-hidden="true" className={css.handle} onPointerDown={start} />;
}
