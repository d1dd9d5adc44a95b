import * as v from "valibot";
import { LEFT } from "@/shared/links";
import { flag, number, oneOf, searchText, someOf, text, texts } from "@/shared/searchParts";
import type { Address } from "@/shared/useAddress";

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
  "due",
] as const;

/** How near a due date can be asked for; each includes the nearer ones and those that are over. */
export const DUE_FILTERS = ["overdue", "within_7", "within_30", "within_60"] as const;

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const garageSearch = v.object({
  /** The search box. */
  q: searchText,
  status: someOf(STATUSES),
  /** Those no longer in use, for one of these reasons; absent: those in use. */
  left: someOf(LEFT),
  /** Groups; "" = without one. */
  group: texts,
  /** Usual drivers; "" = without one. */
  driver: texts,
  /** Plate types by code. */
  type: texts,
  /** Only with violations first seen in the last check. */
  new: flag,
  /** Only not answered for this many hours. */
  stale: number,
  /** Only with violations first seen this month. */
  month: flag,
  /** Only those whose details can only be wrong. */
  in_doubt: flag,
  /** Only with a due date so near, those that are over included. */
  due: oneOf(DUE_FILTERS),
  /** Absent: by fines due, largest first. */
  sort: oneOf(SORTS),
  desc: flag,
  /** The vehicle in the side panel. */
  open: text,
  /** The vehicle in the form; "new" adds one. */
  edit: text,
  /** The import is open. */
  import: flag,
});

/** The garage's address as it was read. */
export type GarageSearch = v.InferOutput<typeof garageSearch>;
/** Every part of the page is given the address and a way to change a part of it. */
export type SearchProps = Address<GarageSearch>;
