import type { TotalsBy } from "@/bindings/TotalsBy";

/** The rows behind one line of the totals. */
export function rowsOf(by: TotalsBy, key: string): string {
  const search = new URLSearchParams();
  switch (by) {
    case "vehicle":
      return `#/garage?${new URLSearchParams({ q: key })}`;
    case "group":
      return `#/garage?${new URLSearchParams({ group: JSON.stringify([key]) })}`;
    default:
      search.set(by, key);
      return `#/violations?${search}`;
  }
}
