/** True for what takes the keys that are typed: a field, not a box to tick. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type=checkbox], [type=radio]), textarea, select")
  );
}
