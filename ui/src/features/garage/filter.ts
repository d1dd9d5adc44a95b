import type { VehicleFilter } from "@/bindings/VehicleFilter";
import type { VehicleQuery } from "@/bindings/VehicleQuery";
import type { GridSort } from "@/shared/grid";
import type { GarageSearch } from "./search";

/** Vehicles that nobody was told anything about for 30 days. */
const STALE_HOURS = 30 * 24;

/** The address as the core's filter. */
export function toFilter(search: GarageSearch): VehicleFilter {
  return {
    search: search.q,
    status: search.status ?? [],
    group: search.group ?? [],
    driver: search.driver ?? [],
    plate_type: search.type ?? [],
    has_new: search.new ?? false,
    stale_hours: search.stale ?? null,
  };
}

export function toSort(search: GarageSearch): GridSort {
  if (!search.sort) return { column: "fines_due", descending: true };
  return { column: search.sort, descending: search.desc ?? false };
}

/** The whole list as shown, for an export. */
export function toQuery(search: GarageSearch): VehicleQuery {
  return { filter: toFilter(search), sort: toSort(search), offset: 0, limit: 0 };
}

/** Every filter off; the search box is not a filter of this bar. */
export const NO_FILTERS = {
  status: undefined,
  group: undefined,
  driver: undefined,
  type: undefined,
  new: undefined,
  stale: undefined,
} satisfies Partial<GarageSearch>;

export function isFiltered(search: GarageSearch): boolean {
  return Object.keys(NO_FILTERS).some((key) => search[key as keyof typeof NO_FILTERS] !== undefined);
}

/** An empty choice is no filter, and leaves the address. */
export const chosenOrNone = <V>(values: V[]): V[] | undefined => (values.length > 0 ? values : undefined);

export type PresetName = "open" | "fresh" | "failed" | "stale";

/** The questions asked every week, one press each. */
export const PRESETS: Record<PresetName, Partial<GarageSearch>> = {
  open: { status: ["owing"] },
  fresh: { new: true },
  failed: { status: ["failed", "locked", "doubtful"] },
  stale: { stale: STALE_HOURS },
};
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
