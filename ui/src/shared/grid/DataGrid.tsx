import { hashKey } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useId, useMemo, useRef } from "react";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { useRowHeight } from "../preferences";
import { ErrorState, useSlow } from "../States";
import { useSame } from "../stable";
import { fitting } from "./columnState";
import { CopyText, useCopyCommand } from "./copyText";
import { markPainted } from "./firstRows";
import { GridHeader, headingId } from "./GridHeader";
import { GridRow, rowElementId } from "./GridRow";
import css from "./grid.module.css";
import type { Place } from "./gridKeys";
import { CHECKBOX_WIDTH, gridStyle, HEAD_HEIGHT, room } from "./gridStyle";
import type { Answer, Head, ListQuery } from "./listQuery";
import { BEYOND, paintedFirst } from "./paintedFirst";
import { type Selection, type SelectionAction, selectedCount, selectedTest } from "./selection";
import type { GridSort } from "./types";
import { useActiveCell } from "./useActiveCell";
import { useGridActions } from "./useGridActions";
import type { GridColumns } from "./useGridColumns";
import { useGridRows } from "./useGridRows";
import { useRowPool } from "./useRowPool";
import { useTitles } from "./useTitles";
import { useWidth } from "./useWidth";

/** What a list shows, and what it calls when rows are ordered, chosen or opened. */
type DataGridProps<Row extends object> = {
  label: string;
  list: ListQuery<Answer<Row>>;
  /** `useHead` of the same list. */
  head: Head<Row>;
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
  /** What a letter does with the row that the keyboard is on. */
  keys?: Readonly<Record<string, (row: Row) => void>>;
  empty?: ReactNode;
  totals?: ReactNode;
  bulk?: ReactNode;
};

const BULK_SPACE = 64;
const SKELETON_ROWS = 16;
/** About what stands over and under the rows of a list. */
const ABOVE_AND_BELOW = 160;

/** The one list of the product: windows from the core, plain rows, the whole keyboard. */
export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { label, list, head, rowId, onSort, openId, onOpen } = props;
  const sort = useSame(props.sort ?? null);
  const { selection, onSelection } = props;
  const gridId = useId();
  const rowHeight = useRowHeight();
  const scroller = useRef<HTMLDivElement>(null);
  const selectable = selection !== undefined;
  const lead = selectable ? CHECKBOX_WIDTH : 0;
  const width = useWidth(scroller);
  // The same columns stay the same array, so that rows stay memoised.
  const columns = useMemo(
    () => fitting(props.columns.shown, room(width, lead)),
    [props.columns.shown, width, lead],
  );
  const total = head.data?.total;
  const known = total ?? 0;
  const chosen = selection ? selectedCount(selection, known) : 0;
  const covered = chosen > 0 ? BULK_SPACE : 0;
  const virtual = useVirtualizer({
    count: total ?? SKELETON_ROWS,
    getScrollElement: () => scroller.current,
    estimateSize: useCallback(() => rowHeight, [rowHeight]),
    overscan: BEYOND,
    observeElementOffset: paintedFirst,
    // Until the box is measured: its rows are drawn with the page, not after it.
    initialRect: { width: window.innerWidth, height: window.innerHeight - ABOVE_AND_BELOW },
    // The heading takes its height from the view, the bulk bar floats over the last rows.
    paddingEnd: covered,
    scrollPaddingEnd: HEAD_HEIGHT + covered,
  });
  const scrollTo = (index: number) => virtual.scrollToIndex(index);
  const items = virtual.getVirtualItems();
  // An element that has the focus would lose it by being put elsewhere.
  const inRows = document.activeElement?.closest("[role=rowgroup]") != null;
  const places = useRowPool(
    items.map(({ index }) => index),
    virtual.isScrolling || inRows,
  );
  const rows = useGridRows<Row>({
    list,
    head,
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? 0,
  });
  const { place, setPlace } = useActiveCell({
    listKey: hashKey(list.key),
    total: known,
    covered,
    scrollTo,
    idAt: (index) => {
      const row = rows.rowAt(index);
      return row && rowId(row);
    },
  });
  const onPointerOver = useTitles({
    titleOf: (at, column) => {
      const row = rows.rowAt(at);
      return (row && columns[column]?.text(row)) ?? "";
    },
    lead: selectable ? 1 : 0,
  });
  const slow = useSlow(rows.loading || total === undefined);
  const actions = useGridActions({
    place,
    setPlace,
    total: known,
    rows,
    rowId,
    onOpen,
    keys: props.keys,
    onSelection,
    selection,
    sort,
    onSort,
    columns,
    scrollTo,
    onMove: props.columns.move,
    onResize: props.columns.resize,
    perScreen: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 2),
  });
  useCopyCommand(actions.copyText);
  const filled = rows.rowAt(0) !== undefined;
  useEffect(() => {
    if (filled) void markPainted("cheku.first-rows", "cheku.usable");
  }, [filled]);
  const active = activeElement(gridId, place, items);
  const column = place?.col ?? -1;
  useEffect(() => {
    // Rows come into sight by the virtualizer; a cell or heading may also be out of sight sideways.
    if (!active || column < 0) return;
    document.getElementById(active)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active, column]);
  const isSelected = selection ? selectedTest(selection) : () => false;
  if (rows.error) return <ErrorState error={asCommandError(rows.error)} />;
  return (
    <div className={css.grid} style={gridStyle(columns, lead, rowHeight)}>
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={known + 1}
        aria-colcount={columns.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable}
        aria-busy={rows.loading}
        aria-activedescendant={active}
        tabIndex={0}
        data-testid="grid"
        className={css.scroller}
        onKeyDown={actions.onKeyDown}
        onPointerOver={onPointerOver}
      >
        <GridHeader
          gridId={gridId}
          columns={columns}
          sort={sort}
          selectable={selectable}
          onSort={onSort && actions.sortBy}
          at={place?.row === -1 ? place.col : -1}
          onResize={props.columns.resize}
          onMove={props.columns.move}
          all={selection ? allState(selection, known) : "none"}
          onToggleAll={actions.toggleAll}
        />
        <div role="rowgroup" className={css.body} style={{ height: virtual.getTotalSize() }}>
          {places.map(({ key, index }) => {
            const row = rows.rowAt(index);
            const id = row ? rowId(row) : null;
            return (
              <GridRow
                key={key}
                gridId={gridId}
                row={row}
                index={index}
                columns={columns}
                selectable={selectable}
                slow={slow && row === undefined}
                top={index * rowHeight}
                selected={id !== null && isSelected(id)}
                open={id !== null && id === openId}
                at={place?.row === index ? place.col : null}
                onToggle={actions.toggle}
                onPress={actions.press}
              />
            );
          })}
        </div>
      </div>
      {total === 0 && props.empty && <div className={css.nothing}>{props.empty}</div>}
      <div className={css.float}>
        <CopyText value={actions.copyText}>{props.bulk}</CopyText>
      </div>
      {props.totals && <div className={css.totals}>{props.totals}</div>}
      <Spoken total={total} chosen={chosen} />
    </div>
  );
}

/** Said when it changes: how many rows there are now, and how many of them are chosen. */
function Spoken({ total, chosen }: { total: number | undefined; chosen: number }) {
  const { t } = useTranslation();
  const rows = total === undefined ? t("grid.loading") : t("grid.rows", spoken(total));
  return (
    <div role="status" className="visually-hidden" data-testid="grid-status">
      {chosen > 0 ? `${rows} ${t("grid.chosen", spoken(chosen))}` : rows}
    </div>
  );
}

const spoken = (count: number) => ({ count, shown: formatCount(count) });

/** The element that the keyboard is on; none while its row is scrolled away. */
function activeElement(gridId: string, place: Place | null, items: readonly { index: number }[]) {
  if (!place) return undefined;
  if (place.row === -1) return headingId(gridId, place.col);
  return items.some(({ index }) => index === place.row)
    ? rowElementId(gridId, place.row, place.col)
    : undefined;
}

function allState(selection: Selection, total: number): "all" | "some" | "none" {
  const count = selectedCount(selection, total);
  if (count === 0) return "none";
  return count >= total ? "all" : "some";
}
