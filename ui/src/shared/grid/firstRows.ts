/** The bench of the real window reads this mark: a list's first rows are painted. */
const MARK = "cheku.first-rows";
let marked = false;

/** Marks the first time only; costs nothing after it. */
export function markFirstRows(): void {
  if (marked) return;
  marked = true;
  // The frame after the next one begins when the next one is on the screen.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(MARK)));
}
