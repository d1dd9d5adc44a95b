import { useCallback, useRef } from "react";
import { words } from "@/i18n";
import { showToast } from "../toast";
import { gridKey } from "./gridKeys";
import { type Selection, type SelectionAction, selectedCount, selectedTest } from "./selection";
import { toTsv } from "./tsv";
import type { GridColumn } from "./types";
import type { GridRows } from "./useGridRows";

type Options<Row> = {
  current: number;
  setCurrent: (index: number) => void;
  total: number;
  rows: GridRows<Row>;
  rowId: (row: Row) => string;
  columns: readonly GridColumn<Row>[];
  selection?: Selection;
  onSelection?: (action: SelectionAction) => void;
  onOpen?: (row: Row, index: number) => void;
  perScreen: () => number;
  scrollTo: (index: number) => void;
};

/** More rows than this go out by export, not by the clipboard. */
const COPY_LIMIT = 10_000;

/** What keys and clicks do. The callbacks stay the same, so that rows stay memoised. */
export function useGridActions<Row>(options: Options<Row>) {
  const latest = useRef(options);
  latest.current = options;
  const anchor = useRef(-1);
  /** What was chosen when the range began; null while there is no range. */
  const base = useRef<Selection | null>(null);
  const asked = useRef(0);
  const anchorAt = useCallback((index: number) => {
    anchor.current = index;
    base.current = null;
  }, []);

  const extendTo = useCallback(async (index: number) => {
    const { rows, rowId, onSelection, current, selection } = latest.current;
    if (anchor.current < 0) anchor.current = Math.max(0, current);
    base.current ??= selection ?? null;
    const started = base.current ?? undefined;
    const mine = ++asked.current;
    const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
    const span = await rows.rowsBetween(from, to);
    // A slower answer to an earlier press must not undo a later one.
    if (mine === asked.current) onSelection?.({ type: "range", ids: span.map(rowId), base: started });
  }, []);

  const toggle = useCallback(
    (index: number, extend: boolean) => {
      const { rows, rowId, onSelection } = latest.current;
      const row = rows.rowAt(index);
      if (extend) void extendTo(index);
      else if (row) onSelection?.({ type: "toggle", id: rowId(row) });
      if (!extend) anchorAt(index);
    },
    [extendTo, anchorAt],
  );

  const open = useCallback(
    (index: number) => {
      const { rows, onOpen, setCurrent } = latest.current;
      const row = rows.rowAt(index);
      setCurrent(index);
      anchorAt(index);
      if (row) onOpen?.(row, index);
    },
    [anchorAt],
  );

  const copy = useCallback(async () => {
    const { rows, columns, selection, rowId, total, current } = latest.current;
    const chosen = selection ? selectedCount(selection, total) : 0;
    const here = rows.rowAt(current);
    let out: Row[] = here ? [here] : [];
    if (selection && chosen > 0) {
      const all = await rows.rowsBetween(0, Math.min(total, COPY_LIMIT) - 1);
      const isChosen = selectedTest(selection);
      out = all.filter((row) => isChosen(rowId(row)));
    }
    if (out.length === 0) return;
    await navigator.clipboard.writeText(toTsv(columns, out));
    showToast(words("grid.copied", { count: out.length }));
  }, []);

  const toggleAll = useCallback(() => {
    const { selection, onSelection, total } = latest.current;
    if (!selection) return;
    const everything = selectedCount(selection, total) >= total;
    onSelection?.({ type: everything ? "none" : "allMatching" });
  }, []);

  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const onButton = (event.target as HTMLElement).closest("button, input") !== null;
    if (onButton && (event.key === "Enter" || event.key === " ")) return;
    const { current, total, perScreen, setCurrent, scrollTo, onSelection } = latest.current;
    const key = gridKey(event, { current, total, perScreen: perScreen() });
    if (!key) return;
    event.preventDefault();
    if (key.do === "move") {
      if (key.extend) void extendTo(key.to);
      else anchorAt(key.to);
      setCurrent(key.to);
      scrollTo(key.to);
    } else if (key.do === "toggle") toggle(current, false);
    else if (key.do === "selectAll") onSelection?.({ type: "allMatching" });
    else if (key.do === "open") open(current);
    else if (key.do === "copy") void copy();
    else onSelection?.({ type: "none" });
  };

  return { toggle, open, toggleAll, onKeyDown };
}
