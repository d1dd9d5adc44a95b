import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Place } from "./gridKeys";

type Options = {
  /** Filter and order: another list begins at its top. */
  listKey: string;
  total: number;
  /** Height that the bulk bar covers. */
  covered: number;
  scrollTo: (index: number) => void;
};

/** Where the keyboard is in a list, and that it stays in sight. */
export function useActiveCell({ listKey, total, covered, scrollTo }: Options) {
  const [kept, setPlace] = useState<Place | null>(null);
  const place = kept && kept.row >= total ? (total === 0 ? null : { ...kept, row: total - 1 }) : kept;
  const shown = useRef(listKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the list becomes another one
  useEffect(() => {
    if (shown.current === listKey) return;
    shown.current = listKey;
    setPlace((before) => (before?.row === -1 ? before : null));
    scrollTo(0);
  }, [listKey]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the bar comes or goes
  useLayoutEffect(() => {
    // The bulk bar appears over the last rows: the current one comes out from under it.
    if (covered > 0 && place && place.row >= 0) scrollTo(place.row);
  }, [covered]);
  return { place, setPlace };
}
