import { queryOptions, useQuery } from "@tanstack/react-query";
import type { DriverWindow } from "@/bindings/DriverWindow";
import { rpc } from "@/host";
import { EVERY_DRIVER } from "@/shared/data/everything";
import type { GridSort, ListQuery } from "@/shared/grid";
import type { DriversSearch } from "./search";

/* The first part of each key is the core's change tag: what changes is fetched again by itself. */

/** One driver for the side panel; "" is the row of nobody. */
export const driverQuery = (name: string) =>
  queryOptions({ queryKey: ["violations", "driver", name], queryFn: () => rpc("driver", { name }) });

/** Names that can be chosen in a form. */
export const useDriverNames = () =>
  useQuery({ queryKey: ["violations", "drivers"], queryFn: () => rpc("drivers", EVERY_DRIVER) })
    .data?.rows.filter(({ driver }) => driver !== "")
    .map(({ driver, vehicles }) => ({ key: driver, count: vehicles })) ?? [];

/** The order that the address names; without one by fines due, most first. */
export const toSort = (search: DriversSearch): GridSort =>
  search.sort
    ? { column: search.sort, descending: search.desc ?? false }
    : { column: "due", descending: true };

/** The list as the address asks for it. */
export function driverList(search: DriversSearch): ListQuery<DriverWindow> {
  const sort = toSort(search);
  const filter = { search: search.q, owing_only: search.owing ?? false, points_from: search.points ?? null };
  return {
    key: ["violations", "drivers", "rows", filter, sort],
    load: (offset, limit) => rpc("drivers", { ...filter, sort, offset, limit }),
  };
}
