import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Place } from "./gridKeys";

type Options = {
  /** Filter and order: another list begins at its top. */
  listKey: string;
  total: number;
  /** Height that the bulk bar covers. */
  covered: number;
  scrollTo: (index: number) => void;
  /** The id of the row at an index, once it is here. */
  idAt: (index: number) => string | undefined;
};

/** So far a row is looked for when others above it left the list or came into it. */
const NEAR = 5;

/** Where the keyboard is in a list, and that it stays in sight. */
export function useActiveCell({ listKey, total, covered, scrollTo, idAt }: Options) {
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
  useSameRow(place, idAt, setPlace);
  return { place, setPlace };
}

/** The keyboard stays on its row when the list around it changes; where the row itself left, on the one after it. */
function useSameRow(place: Place | null, idAt: Options["idAt"], setPlace: (place: Place) => void): void {
  const at = useRef<{ place: Place; id: string } | null>(null);
  useEffect(() => {
    const id = place && place.row >= 0 ? idAt(place.row) : undefined;
    if (!place || id === undefined) return;
    const before = at.current;
    at.current = { place, id };
    if (before?.place !== place || before.id === id) return;
    for (let step = 1; step <= NEAR; step++) {
      for (const row of [place.row - step, place.row + step]) {
        if (idAt(row) === before.id) return setPlace({ ...place, row });
      }
    }
  });
}
