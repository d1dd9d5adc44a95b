import { useRef } from "react";

/** An element of the list and the row that it shows. */
type Place = { key: number; index: number };

/**
 * The elements that show a span of rows. Those of rows that were scrolled away show the rows that came into view:
 * changing their words costs half of what new elements do. While the list rests they stand in the rows' order.
 */
export function useRowPool(indexes: readonly number[], moving: boolean): readonly Place[] {
  const kept = useRef<readonly Place[]>([]);
  const next = useRef(0);
  const wanted = new Set(indexes);
  const here = new Set(kept.current.map(({ index }) => index));
  const missing = indexes.filter((index) => !here.has(index));
  const places = kept.current.flatMap((place) => {
    if (wanted.has(place.index)) return [place];
    const index = missing.shift();
    return index === undefined ? [] : [{ key: place.key, index }];
  });
  for (const index of missing) {
    places.push({ key: next.current, index });
    next.current += 1;
  }
  if (!moving) places.sort((a, b) => a.index - b.index);
  kept.current = places;
  return places;
}
