import { useCallback, useEffect, useRef, useState } from "react";

const PAUSE_MS = 80;

/**
 * What stands in the search box runs a little ahead of the address, so that fast typing asks once.
 * The box itself holds back while an input method composes.
 */
export function useTypedSearch(committed: string, commit: (text: string) => void) {
  const [typed, setTyped] = useState(committed);
  const own = useRef(committed);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Another hand changed the address: Back, a link, "clear all".
  useEffect(() => {
    if (committed === own.current) return;
    clearTimeout(timer.current);
    own.current = committed;
    setTyped(committed);
  }, [committed]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onChange = useCallback(
    (text: string) => {
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        own.current = text;
        commit(text);
      }, PAUSE_MS);
    },
    [commit],
  );
  return { value: typed, onChange };
}
