import * as v from "valibot";
import type { ViolationFilter } from "@/bindings/ViolationFilter";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { EVERY_VIOLATION } from "@/shared/data/everything";
import { filterSet } from "@/shared/filters/filterSet";
import type { GridSort } from "@/shared/grid";
import { flag, oneOf, searchText, someOf, text } from "@/shared/searchParts";
import { SPAN_KEYS, spanParts, toSpan } from "@/shared/span/span";
import type { Address } from "@/shared/useAddress";

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
  "stage",
] as const;

const STATES = ["unhandled", "handled_unpaid", "paid", "no_longer_returned"] as const;

/** The stages in the core's order, the most pressing first. */
export const STAGES = [
  "still_there",
  "unclaimed",
  "untold",
  "told",
  "handled",
  "paid",
  "dropped",
  "verified_gone",
  "verified",
] as const;

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const violationsSearch = v.object({
  /** The search box. */
  q: searchText,
  /** Absent: every state. */
  state: someOf(STATES),
  /** New and not seen yet. */
  new: flag,
  /** Not listed any more since the last check. */
  gone: flag,
  /** Of these one is still wanted and not known. */
  unknown: someOf(["fine", "points"]),
  /** How far they got at this desk; absent: every stage. */
  stage: someOf(STAGES),
  /** Told, and the day is over. */
  overdue: flag,
  /** Handled and unpaid, and a late fee runs. */
  late_fee: flag,
  /** First seen this month. */
  fresh: flag,
  /** One vehicle's, by id. */
  vehicle: text,
  /** Of vehicles that are no longer in use. */
  left: flag,
  /** Driver at the time; "" = nobody. */
  driver: text,
  /** The vehicle's group; "" = in none. */
  group: text,
  /** "" = not known. */
  city: text,
  /** YYYY-MM. */
  month: text,
  act: text,
  place: text,
  /** Of these days alone. */
  ...spanParts,
  /** Absent: newest first. */
  sort: oneOf(SORTS),
  desc: flag,
  /** The row in the side panel. */
  open: text,
});

/** The violations' address as it was read. */
export type ViolationsSearch = v.InferOutput<typeof violationsSearch>;
/** Every part of the page is given the address and a way to change a part of it. */
export type SearchProps = Address<ViolationsSearch>;

/** The address as the core's filter. */
export function toFilter(search: ViolationsSearch): ViolationFilter {
  return {
    search: search.q,
    vehicle: search.vehicle ? [search.vehicle] : [],
    left: search.left ?? false,
    state: search.state ?? [],
    new_only: search.new ?? false,
    found_in_last_check: false,
    gone_in_last_check: search.gone ?? false,
    unknown: search.unknown ?? [],
    driver: search.driver ?? null,
    group: search.group ?? null,
    city: search.city ?? null,
    month: search.month ?? null,
    act: search.act ?? null,
    place: search.place ?? null,
    stage: search.stage ?? [],
    overdue: search.overdue ?? false,
    late_fee: search.late_fee ?? false,
    new_this_month: search.fresh ?? false,
    span: toSpan(search),
  };
}

/** Whatever is new, whatever else the list shows. */
export const ALL_NEW: ViolationSelection = {
  kind: "matching",
  filter: { ...EVERY_VIOLATION, new_only: true },
  except: [],
};

/** The order that the address names; without one the newest first. */
export function toSort(search: ViolationsSearch): GridSort {
  if (!search.sort) return { column: "time", descending: true };
  return { column: search.sort, descending: search.desc ?? false };
}

/** The filters of the list's bar. */
export const FILTERS = filterSet<ViolationsSearch>(violationsSearch, [
  "state",
  "new",
  "gone",
  "unknown",
  "stage",
  "overdue",
  "late_fee",
  "fresh",
  "vehicle",
  "left",
  "driver",
  "group",
  "city",
  "month",
  "act",
  "place",
  ...SPAN_KEYS,
]);

/** The questions asked every week, one press each. */
export const PRESETS = {
  unhandled: { state: ["unhandled"] },
  month: { fresh: true },
  unpaid: { state: ["handled_unpaid"] },
  unknown: { unknown: ["fine", "points"] },
} satisfies Record<string, Partial<ViolationsSearch>>;

/** States by the words of the bar. `unpaid` is what is still owed. */
export const SEGMENTS = {
  all: undefined,
  unpaid: ["unhandled", "handled_unpaid"],
  unhandled: ["unhandled"],
  handled_unpaid: ["handled_unpaid"],
  paid: ["paid"],
  no_longer_returned: ["no_longer_returned"],
} satisfies Record<string, ViolationsSearch["state"]>;
/** A segment by its word. */
export type SegmentName = keyof typeof SEGMENTS;
/** All segments in the order of the bar. */
export const SEGMENT_NAMES = Object.keys(SEGMENTS) as SegmentName[];

/** Which segment the address means; null for a mixture that none of them is. */
export function segmentOf(chosen: ViolationsSearch["state"]): SegmentName | null {
  const wanted = [...(chosen ?? [])].sort().join();
  return SEGMENT_NAMES.find((name) => [...(SEGMENTS[name] ?? [])].sort().join() === wanted) ?? null;
}
