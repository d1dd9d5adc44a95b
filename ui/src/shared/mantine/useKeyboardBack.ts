import { useEffect } from "react";

/**
 * Once a dialog has gone the keyboard is where it was before, or in the page's list where that has gone too. Mantine
 * gives it back only from a dialog that closes while it stays in the tree, to a button that is still there.
 */
export function useKeyboardBack(opened: boolean, fade: number): void {
  useEffect(() => {
    if (!opened) return;
    // All that is asked later is held from here on: the page may be gone by then.
    const page = document;
    const before = page.activeElement;
    const back = before instanceof HTMLElement && before !== page.body ? before : null;
    const giveBack = () => {
      if (page.activeElement !== page.body) return;
      const list = page.querySelector<HTMLElement>("main [role=grid]");
      (back?.isConnected ? back : list)?.focus();
    };
    return () => {
      // At once where it went with its page's state, else when it has faded.
      setTimeout(giveBack);
      setTimeout(giveBack, 2 * fade);
    };
  }, [opened, fade]);
}
