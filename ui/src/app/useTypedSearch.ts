import { useCallback, useEffect, useRef } from "react";

/** Keys that follow each other faster than a hand types them (a scanner, an input method) ask once. */
const PAUSE_MS = 25;

/**
 * A search box and the address. The first key asks at once; the address may lag behind what was typed,
 * and only another hand (Back, a link, "clear all") writes into the box. Typing draws the box alone.
 */
export function useTypedSearch(committed: string, commit: (text: string) => void) {
  const typed = useRef(committed);
  /** Texts of ours on their way into the address; they may arrive after more was typed. */
  const sent = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(Number.NEGATIVE_INFINITY);
  const late = sent.current.has(committed);
  useEffect(() => {
    if (committed === typed.current) return sent.current.clear();
    if (sent.current.has(committed)) return;
    clearTimeout(timer.current);
    typed.current = committed;
  }, [committed]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onChange = useCallback(
    (text: string) => {
      typed.current = text;
      clearTimeout(timer.current);
      const ask = () => {
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
  return { value: late ? typed.current : committed, onChange };
}
