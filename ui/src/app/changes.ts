import type { QueryClient } from "@tanstack/react-query";
import { subscribe } from "@/host";
import { todayInChina } from "@/i18n/dates";

/** The core names what changed; every query whose key begins with that tag is fetched again. */
export function followChanges(queries: QueryClient): Promise<() => void> {
  return subscribe((event) => {
    if (event.kind !== "changed") return;
    for (const tag of event.tags) void queries.invalidateQueries({ queryKey: [tag] });
  });
}

/** A window stays open for weeks, and a machine sleeps through midnight: looked at, not waited for. */
const LOOK_MS = 60_000;

/** What is overdue, runs out or is within a month is another thing on another day: with it all is fetched again. */
export function followDays(queries: QueryClient): () => void {
  let day = todayInChina();
  const timer = setInterval(() => {
    if (day === todayInChina()) return;
    day = todayInChina();
    void queries.invalidateQueries();
  }, LOOK_MS);
  return () => clearInterval(timer);
}
