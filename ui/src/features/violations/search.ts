import * as v from "valibot";
import type { ViolationFilter } from "@/bindings/ViolationFilter";
import type { GridSort } from "@/shared/grid";
import { readObject } from "@/shared/readObject";

const SORTS = [
  "time",
  "plate",
  "place",
  "act",
  "fine",
  "points",
  "state",
  "driver",
  "city",
  "first_seen",
] as const;

/** A text of digits only comes out of an address as a number. */
const typed = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const text = v.fallback(v.optional(typed), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);
const state = v.picklist(["unhandled", "handled_unpaid", "paid", "no_longer_returned"]);

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const violationsSearch = v.object({
  /** The search box. */
  q: v.optional(v.fallback(typed, ""), ""),
  /** Absent: every state. */
  state: v.fallback(v.optional(v.array(state)), undefined),
  /** First seen in the last check. */
  new: flag,
  /** Of these one is still wanted and not known. */
  unknown: v.fallback(v.optional(v.array(v.picklist(["fine", "points"]))), undefined),
  /** Marked by the person; absent: both. */
  marked: flag,
  /** First seen this month. */
  fresh: flag,
  /** One vehicle's, by id. */
  vehicle: text,
  /** Driver at the time; "" = nobody. */
  driver: text,
  /** "" = not known. */
  city: text,
  /** YYYY-MM. */
  month: text,
  act: text,
  place: text,
  /** Absent: newest first. */
  sort: v.fallback(v.optional(v.picklist(SORTS)), undefined),
  desc: flag,
  /** The row in the side panel. */
  open: text,
});

export type ViolationsSearch = v.InferOutput<typeof violationsSearch>;
/** Changes a part of the address. */
export type Go = (part: Partial<ViolationsSearch>) => void;
export type SearchProps = { search: ViolationsSearch; go: Go };

/** The address as the core's filter. */
export function toFilter(search: ViolationsSearch): ViolationFilter {
  return {
    search: search.q,
    vehicle: search.vehicle ? [search.vehicle] : [],
    state: search.state ?? [],
    new_only: search.new ?? false,
    unknown: search.unknown ?? [],
    driver: search.driver ?? null,
    city: search.city ?? null,
    month: search.month ?? null,
    act: search.act ?? null,
    place: search.place ?? null,
    marked: search.marked ?? null,
    new_this_month: search.fresh ?? false,
  };
}

export function toSort(search: ViolationsSearch): GridSort {
  if (!search.sort) return { column: "time", descending: true };
  return { column: search.sort, descending: search.desc ?? false };
}

/** Every filter off; the search box is not a filter of this bar. */
export const NO_FILTERS = {
  state: undefined,
  new: undefined,
  unknown: undefined,
  marked: undefined,
  fresh: undefined,
  vehicle: undefined,
  driver: undefined,
  city: undefined,
  month: undefined,
  act: undefined,
  place: undefined,
} satisfies Partial<ViolationsSearch>;

/** What a kept filter keeps. */
export const FILTER_KEYS = ["q", ...Object.keys(NO_FILTERS)] as ("q" | keyof typeof NO_FILTERS)[];

/** A kept text back as a part of the address; what it does not know falls back. */
export function readFilters(kept: string): Partial<ViolationsSearch> {
  const read = v.parse(violationsSearch, readObject(kept));
  return Object.fromEntries(FILTER_KEYS.map((key) => [key, read[key]]));
}

/** The questions asked every week, one press each. */
export const PRESETS = {
  unhandled: { state: ["unhandled"] },
  month: { fresh: true },
  unpaid: { state: ["handled_unpaid"] },
  unknown: { unknown: ["fine", "points"] },
} satisfies Record<string, Partial<ViolationsSearch>>;
export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

export function isFiltered(search: ViolationsSearch): boolean {
  return Object.keys(NO_FILTERS).some((key) => search[key as keyof typeof NO_FILTERS] !== undefined);
}

/** States by the words of the bar. `unpaid` is what is still owed. */
export const SEGMENTS = {
  all: undefined,
  unpaid: ["unhandled", "handled_unpaid"],
  unhandled: ["unhandled"],
  handled_unpaid: ["handled_unpaid"],
  paid: ["paid"],
  no_longer_returned: ["no_longer_returned"],
} satisfies Record<string, ViolationsSearch["state"]>;
export type SegmentName = keyof typeof SEGMENTS;
export const SEGMENT_NAMES = Object.keys(SEGMENTS) as SegmentName[];

/** Which segment the address means; null for a mixture that none of them is. */
export function segmentOf(chosen: ViolationsSearch["state"]): SegmentName | null {
  const wanted = [...(chosen ?? [])].sort().join();
  return SEGMENT_NAMES.find((name) => [...(SEGMENTS[name] ?? [])].sort().join() === wanted) ?? null;
}
