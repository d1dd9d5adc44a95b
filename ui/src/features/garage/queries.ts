import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { CheckRequest } from "@/bindings/CheckRequest";
import type { VehicleRow } from "@/bindings/VehicleRow";
import { rpc } from "@/host";
import { toFilter, toSort } from "./filter";
import type { GarageSearch } from "./search";

/** The first part of each key is the core's change tag: what changes is fetched again by itself. */
export const choicesQuery = queryOptions({
  queryKey: ["vehicles", "choices"],
  queryFn: () => rpc("choices", {}),
});

export const vehicleQuery = (id: string) =>
  queryOptions({ queryKey: ["vehicles", "one", id], queryFn: () => rpc("vehicle", { id }) });

export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ["vehicles", "form", id],
    queryFn: () => rpc("vehicle_form", { id }),
    // A form begins with what is in the garage now, never with what was there last time.
    gcTime: 0,
  });

const ASK_ONE: Omit<CheckRequest, "selection"> = {
  provider: null,
  fresh_within_hours: null,
  max_cost_fen: null,
  include_doubtful: false,
  take_other: null,
  concurrency: null,
  rate: null,
};

/** What asking about one vehicle would cost at most; prices change in the settings, so it is asked anew. */
export const planOneQuery = (id: string) =>
  queryOptions({
    queryKey: ["vehicles", "plan", id],
    queryFn: () => rpc("check_plan", { ...ASK_ONE, selection: { kind: "ids", ids: [id] } }),
    staleTime: 0,
  });

/** Sums over all that match, and how the grid fetches its windows. */
export function useGarageList(search: GarageSearch) {
  const filter = useMemo(() => toFilter(search), [search]);
  const sort = useMemo(() => toSort(search), [search]);
  const head = useQuery({
    queryKey: ["vehicles", "head", filter],
    queryFn: () => rpc("vehicles", { filter, sort: null, offset: 0, limit: 1 }),
    placeholderData: keepPreviousData,
  });
  const queryKey = useMemo(() => ["vehicles", "rows", filter, sort], [filter, sort]);
  const loadWindow = useCallback(
    async (offset: number, limit: number): Promise<readonly VehicleRow[]> =>
      (await rpc("vehicles", { filter, sort, offset, limit })).rows,
    [filter, sort],
  );
  return { filter, sort, head, queryKey, loadWindow };
}
