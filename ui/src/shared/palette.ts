import { useEffect, useSyncExternalStore } from "react";

/** Something the palette can do. Every command has its own place on a page too: the palette is never the only way. */
export type Command = {
  id: string;
  label: string;
  /** More words to be found by: pinyin, the other language. */
  keywords?: string;
  keys?: string;
  run: () => void;
};

let lists: readonly (readonly Command[])[] = [];
let all: readonly Command[] = [];
const listeners = new Set<() => void>();

function put(next: readonly (readonly Command[])[]): void {
  lists = next;
  all = lists.flat();
  for (const listener of listeners) listener();
}

/** Offers commands while the component is shown. Give it a memoised list. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    put([...lists, commands]);
    return () => put(lists.filter((list) => list !== commands));
  }, [commands]);
}

/** Every command that is offered now, those of the frame and of the page. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => all,
  );
}

/** Commands whose label or keywords hold every word typed, in their own order. */
export function matchCommands(commands: readonly Command[], typed: string): Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ label, keywords = "" }) => {
    const text = `${label} ${keywords}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
