import { useLayoutEffect, useRef } from "react";

type Titles = {
  /** What the cell of a row and a column says in full, "" for nothing. */
  titleOf: (row: number, column: number) => string;
  /** How many columns stand before those of `titleOf`. */
  lead: number;
};

/**
 * Gives the cell under the pointer its title; the one that the keyboard is on has its own. All others go
 * without, for cells are written by the hundred.
 */
export function useTitles({ titleOf, lead }: Titles) {
  const titled = useRef<HTMLElement | null>(null);
  const write = (cell: HTMLElement) => {
    const row = Number(cell.parentElement?.getAttribute("aria-rowindex")) - 2;
    const column = Number(cell.getAttribute("aria-colindex")) - 1 - lead;
    cell.title = column < 0 ? "" : titleOf(row, column);
  };
  useLayoutEffect(() => {
    // Another row may have come under the pointer while it rested.
    if (titled.current) write(titled.current);
  });
  return (event: React.PointerEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>("[role=gridcell]");
    if (cell === titled.current) return;
    if (!titled.current?.id) titled.current?.removeAttribute("title");
    titled.current = cell;
    if (cell) write(cell);
  };
}
