import type { VehicleFilter } from "@/bindings/VehicleFilter";
import type { VehicleQuery } from "@/bindings/VehicleQuery";
import { filterSet } from "@/shared/filters/filterSet";
import type { GridSort } from "@/shared/grid";
import { type GarageSearch, garageSearch } from "./search";

/** Vehicles that nobody was told anything about for 30 days. */
const STALE_HOURS = 30 * 24;

/** The address as the core's filter. */
export function toFilter(search: GarageSearch): VehicleFilter {
  return {
    vehicle: [],
    left: search.left ?? [],
    search: search.q,
    status: search.status ?? [],
    group: search.group ?? [],
    driver: search.driver ?? [],
    plate_type: search.type ?? [],
    has_new: search.new ?? false,
    stale_hours: search.stale ?? null,
    new_this_month: search.month ?? false,
    in_doubt: search.in_doubt ?? false,
    due: search.due ?? null,
  };
}

/** The order that the address names; without one by fines due, largest first. */
export function toSort(search: GarageSearch): GridSort {
  if (!search.sort) return { column: "fines_due", descending: true };
  return { column: search.sort, descending: search.desc ?? false };
}

/** The whole list as shown, for an export. */
export function toQuery(search: GarageSearch): VehicleQuery {
  return { filter: toFilter(search), sort: toSort(search), offset: 0, limit: 0 };
}

/** The filters of the list's bar. */
export const FILTERS = filterSet<GarageSearch>(garageSearch, [
  "status",
  "group",
  "driver",
  "type",
  "new",
  "stale",
  "month",
  "in_doubt",
  "due",
  "left",
]);

/** An empty choice is no filter, and leaves the address. */
export const chosenOrNone = <V>(values: V[]): V[] | undefined => (values.length > 0 ? values : undefined);

type PresetName = "open" | "month" | "failed" | "stale" | "in_doubt";

/** The questions asked every week, one press each. */
export const PRESETS: Record<PresetName, Partial<GarageSearch>> = {
  open: { status: ["owing"] },
  month: { month: true },
  failed: { status: ["failed", "locked", "doubtful", "unreadable"] },
  stale: { stale: STALE_HOURS },
  in_doubt: { in_doubt: true },
};
