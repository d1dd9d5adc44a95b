/**
 * From the search into the list under it: its first row gets the keyboard, and the only one is opened too.
 * False while the list does not show the answer yet.
 */
export function enterRows(): boolean {
  const grid = document.querySelector<HTMLElement>("main [role=grid]");
  if (grid?.getAttribute("aria-busy") !== "false") return false;
  const rows = Number(grid.getAttribute("aria-rowcount")) - 1;
  if (rows === 0) return true;
  grid.focus();
  grid.dispatchEvent(new KeyboardEvent("keydown", { key: "Home", bubbles: true, cancelable: true }));
  if (rows === 1) grid.querySelector<HTMLElement>("[role=rowgroup] [role=row]")?.click();
  return true;
}
