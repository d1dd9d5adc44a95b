import { useCallback, useRef } from "react";
import { copyAsText, copyRows } from "./copy";
import { nextSort } from "./GridHeader";
import type { GridActionOptions } from "./gridActionOptions";
import { type GridKey, gridKey, type Place } from "./gridKeys";
import { selectedCount } from "./selection";
import type { GridColumn } from "./types";
import { useRange } from "./useRange";

/** One press of Shift and an arrow on a heading. */
const WIDEN_BY = 16;

/** What keys and presses do. The callbacks stay the same, so that rows stay memoised. */
export function useGridActions<Row>(options: GridActionOptions<Row>) {
  const latest = useRef(options);
  latest.current = options;
  const { extendTo, anchorAt } = useRange(latest);

  const toggle = useCallback(
    (index: number, extend: boolean) => {
      if (extend) return void extendTo(index);
      anchorAt(index);
      const { rows, rowId, onSelection } = latest.current;
      const choose = (row: Row | undefined) => row && onSelection?.({ type: "toggle", id: rowId(row) });
      const row = rows.rowAt(index);
      // The keyboard can be at a row sooner than its answer: End, then Space.
      if (row) choose(row);
      else void rows.rowsBetween(index, index).then(([late]) => choose(late));
    },
    [extendTo, anchorAt],
  );

  const open = useCallback((index: number) => {
    const { rows, onOpen } = latest.current;
    const row = rows.rowAt(index);
    if (row) onOpen?.(row, index);
  }, []);

  /** A press opens; with Shift it chooses up to here, with Ctrl this one too, as in every list of files. */
  const press = useCallback(
    (index: number, event: React.MouseEvent) => {
      const { onSelection, setPlace } = latest.current;
      setPlace({ row: index, col: -1 });
      if (onSelection && event.shiftKey) return void extendTo(index);
      if (onSelection && (event.ctrlKey || event.metaKey)) return toggle(index, false);
      anchorAt(index);
      open(index);
    },
    [anchorAt, extendTo, open, toggle],
  );

  const toggleAll = useCallback(() => {
    const { selection, onSelection, total } = latest.current;
    if (!selection) return;
    const everything = selectedCount(selection, total) >= total;
    onSelection?.({ type: everything ? "none" : "allMatching" });
  }, []);

  const sortBy = useCallback((column: GridColumn<Row>) => {
    const { sort, onSort } = latest.current;
    onSort?.(nextSort(column, sort));
  }, []);

  const move = (to: Place, extend: boolean) => {
    const { setPlace, scrollTo } = latest.current;
    if (extend) void extendTo(to.row);
    else if (to.row >= 0) anchorAt(to.row);
    setPlace(to);
    if (to.row >= 0) scrollTo(to.row);
  };

  const onHeading = (key: GridKey & { do: "sort" | "shift" | "widen" }) => {
    const { columns, place, onMove, onResize, setPlace } = latest.current;
    const at = place?.col ?? 0;
    const column = columns[at];
    if (!column) return;
    if (key.do === "sort") return column.sortable && sortBy(column);
    if (key.do === "widen") return onResize(column.id, column.width + key.by * WIDEN_BY);
    const neighbour = columns[at + key.by];
    if (!neighbour) return;
    onMove(column.id, neighbour.id);
    setPlace({ row: -1, col: at + key.by });
  };

  const act = (key: GridKey) => {
    const { place, onSelection } = latest.current;
    const row = place?.row ?? -1;
    if (key.do === "move") move(key.to, key.extend);
    else if (key.do === "toggle") toggle(row, false);
    else if (key.do === "toggleAll") toggleAll();
    else if (key.do === "selectAll") onSelection?.({ type: "allMatching" });
    else if (key.do === "open") open(row);
    else if (key.do === "copy") void copyRows(latest.current);
    else if (key.do === "copyText") void copyAsText(latest.current);
    else if (key.do === "clear") onSelection?.({ type: "none" });
    else onHeading(key);
  };

  const copyText = useCallback(() => void copyAsText(latest.current), []);

  /** A key alone, as the page wants it; held down it is pressed once. */
  const ownKey = (event: React.KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return false;
    const { keys, place, rows } = latest.current;
    const use = keys?.[event.key.toLowerCase()];
    const row = place && place.row >= 0 ? rows.rowAt(place.row) : undefined;
    if (use && row) use(row);
    return use !== undefined && row !== undefined;
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const onButton = (event.target as HTMLElement).closest("button, input") !== null;
    if (onButton && (event.key === "Enter" || event.key === " ")) return;
    if (ownKey(event)) return event.preventDefault();
    const { place, total, columns, perScreen, selection } = latest.current;
    const key = gridKey(event, {
      place,
      total,
      columns: columns.length,
      perScreen: perScreen(),
      chosen: selection !== undefined && selectedCount(selection, total) > 0,
    });
    // A text marked with the pointer is copied by the webview itself.
    if (!key || (key.do === "copy" && document.getSelection()?.isCollapsed === false)) return;
    event.preventDefault();
    act(key);
  };

  return { toggle, press, toggleAll, sortBy, copyText, onKeyDown };
}
