import { useEffect } from "react";
import { isTyping } from "./isTyping";
import { useLatest } from "./stable";

/** Whatever lies over the page has its own keys. */
const OVER_THE_PAGE = "[role=dialog], [role=menu], [role=listbox]";

type Keys = Readonly<Record<string, () => void>>;

/** Single keys of a page: they do nothing while somebody types or something lies over the page. */
export function usePageKeys(keys: Keys): void {
  const latest = useLatest(keys);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const press = latest()[event.key.toLowerCase()];
      if (!press || document.querySelector(OVER_THE_PAGE)) return;
      event.preventDefault();
      press();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [latest]);
}
