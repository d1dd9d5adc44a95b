import type { CellLook } from "./types";

/** A number in a cell: null is `unknown`, never 0. */
export function amountWords(
  amount: number | null,
  unknown: string,
  write: (amount: number) => string = String,
) {
  if (amount === null) return unknown;
  return amount === 0 ? "0" : write(amount);
}

/** How such a number stands there. */
export const amountLook = (amount: number | null): CellLook => (amount ? undefined : "muted");
