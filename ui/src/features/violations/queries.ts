import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { TotalsBy } from "@/bindings/TotalsBy";
import type { ViolationFilter } from "@/bindings/ViolationFilter";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { rpc } from "@/host";
import { type SegmentName, toFilter, toSort, type ViolationsSearch } from "./search";

/* The first part of each key is the core's change tag: what changes is fetched again by itself. */

export const violationQuery = (id: string) =>
  queryOptions({ queryKey: ["violations", "one", id], queryFn: () => rpc("violation", { id }) });

const headQuery = (filter: ViolationFilter) =>
  queryOptions({
    queryKey: ["violations", "head", filter],
    queryFn: () => rpc("violations", { filter, sort: null, offset: 0, limit: 1 }),
    placeholderData: keepPreviousData,
  });

/** Keys that can be chosen in a filter. */
export const useKeys = (by: TotalsBy) =>
  useQuery({ queryKey: ["violations", "totals", by], queryFn: () => rpc("totals", { by }) }).data?.groups ??
  [];

/** Sums over all that match, and how the grid fetches its windows. */
export function useViolationList(search: ViolationsSearch) {
  const filter = useMemo(() => toFilter(search), [search]);
  const sort = useMemo(() => toSort(search), [search]);
  const head = useQuery(headQuery(filter));
  const queryKey = useMemo(() => ["violations", "rows", filter, sort], [filter, sort]);
  const loadWindow = useCallback(
    async (offset: number, limit: number): Promise<readonly ViolationRow[]> =>
      (await rpc("violations", { filter, sort, offset, limit })).rows,
    [filter, sort],
  );
  return { filter, sort, head, queryKey, loadWindow };
}

/** How many rows each segment would show under the other filters. */
export function useSegmentCounts(search: ViolationsSearch): Record<SegmentName, number> | null {
  const filter = useMemo(() => ({ ...toFilter(search), state: [] }), [search]);
  const head = useQuery(headQuery(filter)).data;
  if (!head) return null;
  const { violations, unpaid, unhandled } = head.totals;
  return {
    all: head.total,
    unpaid,
    unhandled,
    handled_unpaid: unpaid - unhandled,
    paid: violations - unpaid,
    no_longer_returned: head.total - violations,
  };
}
