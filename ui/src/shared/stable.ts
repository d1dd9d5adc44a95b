import { replaceEqualDeep } from "@tanstack/react-query";
import { useCallback, useRef } from "react";

/** The value itself as it was before, as long as it says the same: what is memoised by it is not drawn again. */
export function useSame<T>(value: T): T {
  const kept = useRef(value);
  kept.current = replaceEqualDeep(kept.current, value);
  return kept.current;
}

/** Gives the value of the moment to what is done later; the function itself stays the same. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  latest.current = value;
  return useCallback(() => latest.current, []);
}
