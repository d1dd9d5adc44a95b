import * as v from "valibot";
import type { VehicleFilter } from "@/bindings/VehicleFilter";
import type { VehicleQuery } from "@/bindings/VehicleQuery";
import type { GridSort } from "@/shared/grid";
import { readObject } from "@/shared/readObject";
import { type GarageSearch, garageSearch } from "./search";

/** Vehicles that nobody was told anything about for 30 days. */
const STALE_HOURS = 30 * 24;

/** The address as the core's filter. */
export function toFilter(search: GarageSearch): VehicleFilter {
  return {
    vehicle: [],
    search: search.q,
    status: search.status ?? [],
    group: search.group ?? [],
    driver: search.driver ?? [],
    plate_type: search.type ?? [],
    has_new: search.new ?? false,
    stale_hours: search.stale ?? null,
    new_this_month: search.month ?? false,
    in_doubt: search.in_doubt ?? false,
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
  month: undefined,
  in_doubt: undefined,
} satisfies Partial<GarageSearch>;

/** What a kept filter keeps. */
export const FILTER_KEYS = ["q", ...Object.keys(NO_FILTERS)] as ("q" | keyof typeof NO_FILTERS)[];

/** A kept text back as a part of the address; what it does not know falls back. */
export function readFilters(text: string): Partial<GarageSearch> {
  const kept = v.parse(garageSearch, readObject(text));
  return Object.fromEntries(FILTER_KEYS.map((key) => [key, kept[key]]));
}

export function isFiltered(search: GarageSearch): boolean {
  return Object.keys(NO_FILTERS).some((key) => search[key as keyof typeof NO_FILTERS] !== undefined);
}

/** An empty choice is no filter, and leaves the address. */
export const chosenOrNone = <V>(values: V[]): V[] | undefined => (values.length > 0 ? values : undefined);

export type PresetName = "open" | "month" | "failed" | "stale" | "in_doubt";

/** The questions asked every week, one press each. */
export const PRESETS: Record<PresetName, Partial<GarageSearch>> = {
  open: { status: ["owing"] },
  month: { month: true },
  failed: { status: ["failed", "locked", "doubtful", "unreadable"] },
  stale: { stale: STALE_HOURS },
  in_doubt: { in_doubt: true },
};
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
