import * as v from "valibot";

const SORTS = ["driver", "vehicles", "unhandled", "unpaid", "due", "points", "all"] as const;
const typed = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const flag = v.fallback(v.optional(v.boolean()), undefined);

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const driversSearch = v.object({
  /** The search box. */
  q: v.optional(v.fallback(typed, ""), ""),
  /** Only those with something unpaid. */
  owing: flag,
  /** Only those with at least so many points waiting. */
  points: v.fallback(v.optional(v.number()), undefined),
  /** Absent: by fines due, most first. */
  sort: v.fallback(v.optional(v.picklist(SORTS)), undefined),
  desc: flag,
  /** The driver in the side panel; "" = nobody. */
  open: v.fallback(v.optional(typed), undefined),
});

export type DriversSearch = v.InferOutput<typeof driversSearch>;
/** Changes a part of the address. */
export type Go = (part: Partial<DriversSearch>) => void;
export type SearchProps = { search: DriversSearch; go: Go };
