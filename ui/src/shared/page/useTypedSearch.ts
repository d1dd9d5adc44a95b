import { useCallback, useEffect, useRef } from "react";

/** Keys that follow each other faster than a hand types them (a scanner, an input method) ask once. */
const PAUSE_MS = 25;

type Typed = {
  /** Begins to ask; fulfilled with the answer, or when it is worth waiting no longer. */
  ask: (text: string) => Promise<void>;
  /** Writes into the address. */
  commit: (text: string) => void;
};

/**
 * A search box and the address. The first key asks at once; the address follows with the answer, so that
 * the page is drawn once, and only another hand (Back, a link, "clear all") writes into the box.
 */
export function useTypedSearch(committed: string, { ask, commit }: Typed) {
  const typed = useRef(committed);
  /** Texts of ours on their way into the address; they may arrive after more was typed. */
  const sent = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(Number.NEGATIVE_INFINITY);
  /** The question whose answer is waited for; another key or another hand leaves it behind. */
  const turn = useRef(0);
  const late = sent.current.has(committed);
  useEffect(() => {
    if (committed === typed.current) return sent.current.clear();
    if (sent.current.has(committed)) return;
    clearTimeout(timer.current);
    turn.current += 1;
    typed.current = committed;
  }, [committed]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      turn.current += 1;
    },
    [],
  );
  const onChange = useCallback(
    (text: string) => {
      typed.current = text;
      clearTimeout(timer.current);
      turn.current += 1;
      const mine = turn.current;
      const begin = async () => {
        await ask(text);
        if (mine !== turn.current) return;
        sent.current.add(text);
        commit(text);
      };
      const now = performance.now();
      if (now - last.current >= PAUSE_MS) void begin();
      else timer.current = setTimeout(begin, PAUSE_MS);
      last.current = now;
    },
    [ask, commit],
  );
  return { value: late ? typed.current : committed, onChange };
}
