import { useCallback, useEffect, useRef, useState } from "react";

/** Keys that follow each other faster than a hand types them (a scanner, an input method) ask once. */
const PAUSE_MS = 25;

/**
 * The first key asks at once; what stands in the box runs ahead of the address only while keys
 * follow each other fast. The box itself holds back while an input method composes.
 */
export function useTypedSearch(committed: string, commit: (text: string) => void) {
  const [typed, setTyped] = useState(committed);
  const own = useRef(committed);
  /** Texts of ours on their way into the address; they may arrive after more was typed. */
  const sent = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(Number.NEGATIVE_INFINITY);
  // Another hand changed the address: Back, a link, "clear all".
  useEffect(() => {
    if (committed === own.current) return sent.current.clear();
    if (sent.current.has(committed)) return;
    clearTimeout(timer.current);
    own.current = committed;
    setTyped(committed);
  }, [committed]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onChange = useCallback(
    (text: string) => {
      setTyped(text);
      clearTimeout(timer.current);
      const ask = () => {
        own.current = text;
        sent.current.add(text);
        commit(text);
      };
      const now = performance.now();
      if (now - last.current >= PAUSE_MS) ask();
      else timer.current = setTimeout(ask, PAUSE_MS);
      last.current = now;
    },
    [commit],
  );
  return { value: typed, onChange };
}
