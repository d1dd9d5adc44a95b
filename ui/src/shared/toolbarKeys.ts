const PRESSED = "button:not(:disabled), a[href], input[type=radio]:not(:disabled)";

/** What is pressed in a toolbar, in order. Fields that are typed into keep their own keys and their own stop of Tab. */
const pressedIn = (bar: HTMLElement) => [...bar.querySelectorAll<HTMLElement>(PRESSED)];

/** Lets Tab stop at one of them only: the one that had the keyboard last, else the first. */
function keepOneStop(bar: HTMLElement, last: HTMLElement | null): void {
  const all = pressedIn(bar);
  const stop = last && all.includes(last) ? last : all[0];
  for (const each of all) {
    const wanted = each === stop ? 0 : -1;
    // Counts in a bar change with every letter of a search: what is right already is not written again.
    if (each.tabIndex !== wanted) each.tabIndex = wanted;
  }
}

function goal(key: string, at: number, count: number): number | null {
  if (key === "ArrowRight") return (at + 1) % count;
  if (key === "ArrowLeft") return (at + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/**
 * The `ref` of a toolbar: it is one stop of Tab, and arrows, Home and End go from one of its buttons to the next
 * (WAI-ARIA Authoring Practices, toolbar pattern). What comes and goes in it is followed.
 */
export function toolbarKeys(bar: HTMLElement | null): (() => void) | undefined {
  if (!bar) return undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = pressedIn(bar);
    const at = all.indexOf(event.target as HTMLElement);
    const to = at < 0 ? null : goal(event.key, at, all.length);
    if (to === null) return;
    // A radio button would choose what the keyboard only comes by.
    event.preventDefault();
    all[to]?.focus();
  };
  let last: HTMLElement | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || !target.matches(PRESSED)) return;
    last = target;
    keepOneStop(bar, last);
  };
  const observer = new MutationObserver(() => keepOneStop(bar, last));
  keepOneStop(bar, last);
  bar.addEventListener("keydown", onKeyDown);
  bar.addEventListener("focusin", onFocus);
  observer.observe(bar, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  return () => {
    observer.disconnect();
    bar.removeEventListener("keydown", onKeyDown);
    bar.removeEventListener("focusin", onFocus);
  };
}
