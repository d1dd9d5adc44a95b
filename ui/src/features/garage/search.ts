import * as v from "valibot";

const STATUSES = [
  "owing",
  "clean",
  "doubtful",
  "failed",
  "locked",
  "unreadable",
  "no_data",
  "pending",
  "never_asked",
] as const;

const SORTS = [
  "plate",
  "plate_type",
  "group",
  "driver",
  "status",
  "new",
  "fines_due",
  "points",
  "unpaid",
  "checked_at",
  "owner",
] as const;

const words = v.fallback(v.optional(v.array(v.string())), undefined);
const text = v.fallback(v.optional(v.string()), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);
/** A search for digits only comes out of an address as a number. */
const typed = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const garageSearch = v.object({
  /** The search box. */
  q: v.optional(v.fallback(typed, ""), ""),
  status: v.fallback(v.optional(v.array(v.picklist(STATUSES))), undefined),
  /** Groups; "" = without one. */
  group: words,
  /** Usual drivers; "" = without one. */
  driver: words,
  /** Plate types by code. */
  type: v.fallback(v.optional(v.array(typed)), undefined),
  /** Only with violations first seen in the last check. */
  new: flag,
  /** Only not answered for this many hours. */
  stale: v.fallback(v.optional(v.number()), undefined),
  /** Only with violations first seen this month. */
  month: flag,
  /** Only those whose details can only be wrong. */
  in_doubt: flag,
  /** Absent: by fines due, largest first. */
  sort: v.fallback(v.optional(v.picklist(SORTS)), undefined),
  desc: flag,
  /** The vehicle in the side panel. */
  open: text,
  /** The vehicle in the form; "new" adds one. */
  edit: text,
  /** The import is open. */
  import: flag,
});

export type GarageSearch = v.InferOutput<typeof garageSearch>;

/** Changes a part of the address. */
export type Go = (part: Partial<GarageSearch>) => void;
export type SearchProps = { search: GarageSearch; go: Go };
