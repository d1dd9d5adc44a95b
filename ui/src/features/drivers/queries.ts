import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { DriverQuery } from "@/bindings/DriverQuery";
import type { DriverRow } from "@/bindings/DriverRow";
import { rpc } from "@/host";
import type { GridSort } from "@/shared/grid";
import type { DriversSearch } from "./search";

/* The first part of each key is the core's change tag: what changes is fetched again by itself. */

export const EVERY_DRIVER: DriverQuery = {
  search: "",
  owing_only: false,
  points_from: null,
  sort: { column: "driver", descending: false },
  offset: 0,
  limit: 0,
};

export const driverQuery = (name: string) =>
  queryOptions({ queryKey: ["violations", "driver", name], queryFn: () => rpc("driver", { name }) });

/** Names that can be chosen in a form. */
export const useDriverNames = () =>
  useQuery({ queryKey: ["violations", "drivers"], queryFn: () => rpc("drivers", EVERY_DRIVER) })
    .data?.rows.filter(({ driver }) => driver !== "")
    .map(({ driver, vehicles }) => ({ key: driver, count: vehicles })) ?? [];

export const toSort = (search: DriversSearch): GridSort =>
  search.sort
    ? { column: search.sort, descending: search.desc ?? false }
    : { column: "due", descending: true };

/** Sums over all that match, and how the grid fetches its windows. */
export function useDriverList(search: DriversSearch) {
  const sort = useMemo(() => toSort(search), [search]);
  const filter = useMemo(
    () => ({ search: search.q, owing_only: search.owing ?? false, points_from: search.points ?? null }),
    [search],
  );
  const head = useQuery({
    queryKey: ["violations", "drivers", "head", filter],
    queryFn: () => rpc("drivers", { ...filter, sort: null, offset: 0, limit: 1 }),
    placeholderData: keepPreviousData,
  });
  const queryKey = useMemo(() => ["violations", "drivers", "rows", filter, sort], [filter, sort]);
  const loadWindow = useCallback(
    async (offset: number, limit: number): Promise<readonly DriverRow[]> =>
      (await rpc("drivers", { ...filter, sort, offset, limit })).rows,
    [filter, sort],
  );
  return { sort, head, queryKey, loadWindow };
}
