import { type RefObject, useCallback, useRef } from "react";
import { words } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { showToast } from "../toast";
import type { GridActionOptions } from "./gridActionOptions";
import type { Selection } from "./selection";

/** A range names its rows one by one; more than this is a filter's work. */
const RANGE_LIMIT = 10_000;

/** Ranges, as Shift makes them: from where the last choice was to here. */
export function useRange<Row>(latest: RefObject<GridActionOptions<Row>>) {
  const anchor = useRef(-1);
  /** What was chosen when the range began; null while there is no range. */
  const base = useRef<Selection | null>(null);
  const asked = useRef(0);

  const anchorAt = useCallback((index: number) => {
    anchor.current = index;
    base.current = null;
  }, []);

  const extendTo = useCallback(
    async (index: number) => {
      const { rows, rowId, onSelection, place, selection, total } = latest.current;
      if (anchor.current < 0) anchor.current = Math.max(0, place?.row ?? 0);
      base.current ??= selection ?? null;
      const started = base.current ?? undefined;
      const mine = ++asked.current;
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      if (from === 0 && to === total - 1) return onSelection?.({ type: "allMatching" });
      if (to - from >= RANGE_LIMIT) {
        return showToast(words("grid.rangeTooLong", { shown: formatCount(RANGE_LIMIT) }));
      }
      const span = await rows.rowsBetween(from, to);
      // A slower answer to an earlier press must not undo a later one.
      if (mine === asked.current) onSelection?.({ type: "range", ids: span.map(rowId), base: started });
    },
    [latest],
  );

  return { extendTo, anchorAt };
}
