import type { GroupTotals } from "@/bindings/GroupTotals";
import type { TotalsBy } from "@/bindings/TotalsBy";

/** The rows behind one line of the totals. */
export function rowsOf(by: TotalsBy, { key, plate_type }: GroupTotals): string {
  const search = new URLSearchParams();
  switch (by) {
    case "vehicle":
      return `#/garage?${new URLSearchParams({ q: `${key}:${plate_type}` })}`;
    case "group":
      return `#/garage?${new URLSearchParams({ group: JSON.stringify([key]) })}`;
    default:
      search.set(by, key);
      return `#/violations?${search}`;
  }
}
