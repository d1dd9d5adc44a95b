import { useEffect } from "react";
import { makeAgainNewest, takeBackNewest } from "@/shared/changes";
import { isTyping } from "@/shared/isTyping";

/** The keys of the whole window. A grid's own keys live in shared/grid. */
export const WINDOW_KEYS = [
  { keys: "Ctrl F", word: "search" },
  { keys: "/", word: "search" },
  { keys: "↓ Enter", word: "fromSearch" },
  { keys: "Ctrl K", word: "palette" },
  { keys: "Ctrl Z", word: "undo" },
  { keys: "Ctrl Shift Z", word: "redo" },
  { keys: "Esc", word: "escape" },
  { keys: "Alt ← →", word: "back" },
  { keys: "?", word: "help" },
] as const;

/** The keys of every list and of its headings, for the help behind "?". The grid itself acts on them. */
export const GRID_KEYS = [
  { keys: "↑ ↓", word: "move" },
  { keys: "PgUp PgDn", word: "page" },
  { keys: "Home End", word: "ends" },
  { keys: "Space", word: "select" },
  { keys: "Shift ↑ ↓", word: "range" },
  { keys: "Ctrl A", word: "selectAll" },
  { keys: "Enter", word: "open" },
  { keys: "Ctrl C", word: "copy" },
  { keys: "Ctrl Shift C", word: "copyText" },
  { keys: "F2", word: "edit" },
  { keys: "Delete", word: "remove" },
  { keys: "← →", word: "cells" },
  { keys: "↑", word: "heading" },
  { keys: "Enter", word: "sort" },
  { keys: "Ctrl ← →", word: "shift" },
  { keys: "Shift ← →", word: "widen" },
] as const;

/** Of the violations' list: about what is chosen, else about what is open. */
export const VIOLATION_KEYS = [
  { keys: "1", word: "told" },
  { keys: "2", word: "handled" },
  { keys: "3", word: "paid" },
  { keys: "4", word: "dropped" },
  { keys: "0", word: "takeBack" },
  { keys: "D", word: "give" },
  { keys: "R", word: "seen" },
  { keys: "T", word: "tell" },
] as const;

/** Focuses the page's search box, if it has one. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>("input[data-search]");
  box?.focus();
  box?.select();
  return box !== null;
}

/** Alt and an arrow, as in a browser; not every web view does it by itself. */
function travel(key: string): boolean {
  if (key === "ArrowLeft") window.history.back();
  else if (key === "ArrowRight") window.history.forward();
  else return false;
  return true;
}

/** A dialog hides what stands behind it, so nothing of that is changed from within. */
const isInDialog = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest("[role=dialog]") !== null) ||
  document.querySelector("[role=dialog][aria-modal=true]") !== null;

type Handlers = { openPalette: () => void; openHelp: () => void };

function handled(event: KeyboardEvent, { openPalette, openHelp }: Handlers): boolean {
  if (event.isComposing) return false;
  const ctrl = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (ctrl && key === "f") return focusSearch();
  if (ctrl && key === "k") {
    openPalette();
    return true;
  }
  if (isTyping(event.target)) return false;
  if (event.altKey) return travel(event.key);
  if (ctrl && key === "z") {
    return !isInDialog(event.target) && (event.shiftKey ? makeAgainNewest() : takeBackNewest());
  }
  if (event.key === "/") return focusSearch();
  if (event.key === "?") {
    openHelp();
    return true;
  }
  return false;
}

/** Acts on the keys of the whole window. While something is typed only Ctrl+F and Ctrl+K count. */
export function useWindowShortcuts({ openPalette, openHelp }: Handlers): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (handled(event, { openPalette, openHelp })) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [openPalette, openHelp]);
}
