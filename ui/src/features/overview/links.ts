import type { ShownState } from "@/bindings/ShownState";

/** What is still owed: both states in which nothing was paid. */
export const UNPAID: ShownState[] = ["unhandled", "handled_unpaid"];

type Search = Record<string, string | boolean | readonly string[]>;

/** The rows behind a number. Lists and flags stand in the address as JSON, as the router reads them. */
export function to(page: string, search: Search = {}): string {
  const pairs = Object.entries(search).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const asked = new URLSearchParams(pairs).toString();
  return asked ? `#/${page}?${asked}` : `#/${page}`;
}
