import type { QueryClient } from "@tanstack/react-query";
import { subscribe } from "@/host";

/** The core names what changed; every query whose key begins with that tag is fetched again. */
export function followChanges(queries: QueryClient): Promise<() => void> {
  return subscribe((event) => {
    if (event.kind !== "changed") return;
    for (const tag of event.tags) void queries.invalidateQueries({ queryKey: [tag] });
  });
}
