import { useEffect } from "react";

/**
 * Once a dialog has gone the keyboard is where it was before, or in the page's list where that has gone too. Mantine
 * gives it back only from a dialog that closes while it stays in the tree, to a button that is still there.
 */
export function useKeyboardBack(opened: boolean, fade: number): void {
  useEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    const giveBack = () => {
      if (document.activeElement !== document.body) return;
      const list = document.querySelector<HTMLElement>("main [role=grid]");
      const is = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (is ? before : list)?.focus();
    };
    return () => {
      // At once where it went with its page's state, else when it has faded.
      setTimeout(giveBack);
      setTimeout(giveBack, 2 * fade);
    };
  }, [opened, fade]);
}
