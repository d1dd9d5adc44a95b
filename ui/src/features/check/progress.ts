import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { Progress } from "@/bindings/Progress";
import { rpc } from "@/host";
import { useEvents } from "@/shared/data/useEvents";

/* Progress stands outside the query cache: a batch reports far oftener than anybody can read. */

/** Figures change in place at most four times a second. */
const SHOWN_EVERY_MS = 250;

let shown: Progress | null = null;
let newest: Progress | null = null;
let lastShownAt = Number.NEGATIVE_INFINITY;
let waiting = false;
const listeners = new Set<() => void>();

/** Shows these figures at once: a reply, or the end of a batch. */
export function showProgress(progress: Progress | null): void {
  newest = progress;
  shown = progress;
  lastShownAt = performance.now();
  for (const listener of listeners) listener();
}

function showNewest(): void {
  waiting = false;
  if (newest !== shown) showProgress(newest);
}

/** Takes what an event told; drawn with the next frame that is due. */
function receiveProgress(progress: Progress): void {
  newest = progress;
  if (waiting) return;
  waiting = true;
  const due = Math.max(0, SHOWN_EVERY_MS - (performance.now() - lastShownAt));
  setTimeout(() => requestAnimationFrame(showNewest), due);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The last batch, running or not. Asked for once, then kept by events. */
export function useBatch(): { batch: Progress | null; known: boolean; error: unknown } {
  useEvents((event) => {
    if (event.kind === "progress") receiveProgress(event.progress);
    if (event.kind === "ended") showProgress(event.progress);
  });
  const last = useQuery({
    queryKey: ["state", "last_batch"],
    queryFn: async () => {
      const progress = await rpc("last_batch", {});
      showProgress(progress);
      return progress;
    },
    // Events of other pages' time were not heard here.
    staleTime: 0,
  });
  const batch = useSyncExternalStore(listen, () => shown);
  return { batch, known: last.isSuccess || batch !== null, error: last.error };
}

/** True from the start of a batch until its end, paused or stopping included; false for no batch. */
export function isActive(batch: Progress | null): boolean {
  return batch !== null && ["running", "paused", "stopping"].includes(batch.state);
}
