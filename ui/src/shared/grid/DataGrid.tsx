import type { QueryKey } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type ReactNode,
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useRowHeight } from "@/app/preferences";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import { ErrorState, useSlow } from "../States";
import { fitting, type GridColumns } from "./columnState";
import { GridHeader } from "./GridHeader";
import { GridRow } from "./GridRow";
import css from "./grid.module.css";
import { type Selection, type SelectionAction, selectedCount, selectedTest } from "./selection";
import type { GridSort, LoadWindow } from "./types";
import { useGridActions } from "./useGridActions";
import { useGridRows } from "./useGridRows";
import { useWidth } from "./useWidth";

export type DataGridProps<Row extends object> = {
  label: string;
  /** Begins with the tag that the core names when the list changes; holds filter and sort. */
  queryKey: QueryKey;
  /** Rows that match; undefined while it is being counted. */
  total: number | undefined;
  loadWindow: LoadWindow<Row>;
  rowId: (row: Row) => string;
  columns: GridColumns<Row>;
  sort?: GridSort | null;
  onSort?: (sort: GridSort) => void;
  /** Absent: rows cannot be chosen. */
  selection?: Selection;
  onSelection?: (action: SelectionAction) => void;
  /** The row shown in the side panel. */
  openId?: string | null;
  onOpen?: (row: Row, index: number) => void;
  empty?: ReactNode;
  totals?: ReactNode;
  bulk?: ReactNode;
};

const CHECKBOX_WIDTH = 38;
const END_PADDING = 10;
const HEAD_HEIGHT = 34;
const BULK_SPACE = 64;
const SKELETON_ROWS = 16;

/** The one list of the product: windows from the core, plain rows, the whole keyboard. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { label, queryKey, total, loadWindow, rowId, sort = null, onSort, openId, onOpen } = props;
  const { selection, onSelection } = props;
  const { t } = useTranslation();
  const gridId = useId();
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(-1);
  const selectable = selection !== undefined;
  const lead = selectable ? CHECKBOX_WIDTH : 0;
  const columns = fitting(props.columns.shown, useWidth(scroller) - lead - END_PADDING);
  const known = total ?? 0;
  const covered = selection && selectedCount(selection, known) > 0 ? BULK_SPACE : 0;
  const virtual = useVirtualizer({
    count: total ?? SKELETON_ROWS,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan: 8,
    // The heading takes its height from the view, the bulk bar floats over the last rows.
    paddingEnd: covered,
    scrollPaddingEnd: HEAD_HEIGHT + covered,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the bar comes or goes
  useLayoutEffect(() => {
    // The bulk bar appears over the last rows: the current one comes out from under it.
    if (covered > 0 && current >= 0) virtual.scrollToIndex(current);
  }, [covered]);
  const items = virtual.getVirtualItems();
  const rows = useGridRows<Row>({
    queryKey,
    total: known,
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? 0,
    loadWindow,
  });
  const slow = useSlow(rows.loading || total === undefined);
  const actions = useGridActions({
    ...{ current, setCurrent, total: known, rows, rowId, onOpen, onSelection, selection },
    columns,
    perScreen: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2),
    scrollTo: (index) => virtual.scrollToIndex(index),
  });
  const isSelected = selection ? selectedTest(selection) : () => false;
  const style = { "--columns": template(columns, lead), "--row-h": `${rowHeight}px` } as CSSProperties;
  if (rows.error) {
    const retry = <Button onClick={rows.retry}>{t("action.retry")}</Button>;
    return <ErrorState error={asCommandError(rows.error)} actions={retry} />;
  }
  return (
    <div className={css.grid} style={style}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={known + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable}
        aria-busy={rows.loading}
        aria-activedescendant={current >= 0 ? `${gridId}-${current}` : undefined}
        tabIndex={0}
        data-testid="grid"
        className={css.scroller}
        onKeyDown={actions.onKeyDown}
      >
        <GridHeader
          {...{ columns, sort, onSort, selectable }}
          onResize={props.columns.resize}
          all={selection ? allState(selection, known) : "none"}
          onToggleAll={actions.toggleAll}
        />
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows.rowAt(index);
            const id = row ? rowId(row) : null;
            return (
              <GridRow
                key={index}
                id={`${gridId}-${index}`}
                {...{ row, index, columns, selectable, slow }}
                top={start}
                selected={id !== null && isSelected(id)}
                current={index === current || (id !== null && id === openId)}
                onToggle={actions.toggle}
                onOpen={actions.open}
              />
            );
          })}
        </div>
      </div>
      {total === 0 && props.empty && <div className={css.nothing}>{props.empty}</div>}
      <div className={css.float}>{props.bulk}</div>
      {props.totals && <div className={css.totals}>{props.totals}</div>}
    </div>
  );
}

function allState(selection: Selection, total: number): "all" | "some" | "none" {
  const count = selectedCount(selection, total);
  if (count === 0) return "none";
  return count >= total ? "all" : "some";
}

function template(columns: readonly { width: number; grow?: boolean }[], lead: number): string {
  const someGrow = columns.some((column) => column.grow);
  const widths = columns.map((column, at) => {
    const takesRest = column.grow || (!someGrow && at === columns.length - 1);
    return takesRest ? `minmax(${column.width}px, 1fr)` : `${column.width}px`;
  });
  return [...(lead > 0 ? [`${lead}px`] : []), ...widths].join(" ");
}
