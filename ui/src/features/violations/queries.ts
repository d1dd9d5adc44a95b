import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ChosenSums } from "@/bindings/ChosenSums";
import type { Stage } from "@/bindings/Stage";
import type { TotalsBy } from "@/bindings/TotalsBy";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import type { ViolationWindow } from "@/bindings/ViolationWindow";
import { rpc } from "@/host";
import { type ListQuery, useHead } from "@/shared/grid/listQuery";
import { type SegmentName, toFilter, toSort, type ViolationsSearch } from "./search";

/* The first part of each key is the core's change tag: what changes is fetched again by itself. */

/** One violation for the side panel, with its steps, its receipts and the providers' words. */
export const violationQuery = (id: string) =>
  queryOptions({ queryKey: ["violations", "one", id], queryFn: () => rpc("violation", { id }) });

/** The list as the address asks for it. */
export function violationList(search: ViolationsSearch): ListQuery<ViolationWindow> {
  const [filter, sort] = [toFilter(search), toSort(search)];
  return {
    key: ["violations", "rows", filter, sort],
    load: (offset, limit) => rpc("violations", { filter, sort, offset, limit }),
  };
}

/** Keys that can be chosen in a filter. */
export const useKeys = (by: TotalsBy) =>
  useQuery({ queryKey: ["violations", "totals", by], queryFn: () => rpc("totals", { by, span: null }) }).data
    ?.groups ?? [];

/** How many rows each segment would show under the other filters. */
export function useSegmentCounts(search: ViolationsSearch): Record<SegmentName, number> | null {
  const list = useMemo(() => violationList({ ...search, state: undefined }), [search]);
  const head = useHead(list).data;
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

/** What the ticked rows come to; null while none is. */
export function useChosenSums(chosen: ViolationSelection | null): ChosenSums | null {
  const sums = useQuery({
    queryKey: ["violations", "sum", chosen],
    queryFn: () => (chosen ? rpc("violations_sum", chosen) : null),
    placeholderData: keepPreviousData,
  });
  return (chosen && sums.data) ?? null;
}

/** A stage, or `overdue`: told, and the day is over. These are counted as told, too. */
type StageName = Stage | "overdue";

/** How many violations of the whole garage are at each stage; no filter changes it. */
export const stagesQuery = queryOptions({
  queryKey: ["violations", "stages"],
  queryFn: () => rpc("violation_stages", {}),
});

/** How many of all violations are at each stage, and how many are overdue. */
export function useStageCounts(): Record<StageName, number> | null {
  const found = useQuery(stagesQuery).data;
  if (!found) return null;
  const counts = Object.fromEntries(found.stages.map(({ stage, count }) => [stage, count]));
  return { ...(counts as Record<Stage, number>), overdue: found.overdue };
}
