import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AppState } from "@/bindings/AppState";
import type { Progress } from "@/bindings/Progress";
import { rpc } from "@/host";
import { useEvents } from "./useEvents";

/** The frame's facts. The core names them `state` when they change. */
export const appStateQuery = queryOptions({
  queryKey: ["state", "app_state"],
  queryFn: () => rpc("app_state", {}),
});

/** Undefined until the core answered: absent facts leave their place empty, they are never zero. */
export function useAppState(): AppState | undefined {
  return useQuery(appStateQuery).data;
}

/** Nothing was ever entered: the first page is the welcome, not an empty overview. */
export function isFirstStart(state: AppState): boolean {
  return state.garage === "real" && state.vehicles === 0 && state.problem === null;
}

const ACTIVE: readonly Progress["state"][] = ["running", "paused", "stopping"];

/** How far the running batch is, in per cent, as the core has it; null while none runs. */
export function percentDone(progress: Progress | null): number | null {
  if (!progress || !ACTIVE.includes(progress.state) || progress.planned === 0) return null;
  return progress.percent;
}

/** Kept by events, outside the query cache; a whole per cent is all the sidebar has room for. */
export function useCheckPercent(): number | null {
  const running = useAppState()?.running ?? null;
  const [percent, setPercent] = useState(() => percentDone(running));
  useEffect(() => setPercent(percentDone(running)), [running]);
  useEvents((event) => {
    if ("progress" in event) setPercent(percentDone(event.progress));
  });
  return percent;
}
