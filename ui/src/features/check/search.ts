import * as v from "valibot";

const text = v.fallback(v.optional(v.string()), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const checkSearch = v.object({
  /** Absent: the running batch if there is one, else a plan. */
  view: v.fallback(v.optional(v.picklist(["plan", "batch", "batches", "calls", "statement"])), undefined),
  who: v.fallback(v.optional(v.picklist(["all", "group", "chosen"])), undefined),
  group: text,
  /** Absent: each vehicle's own choice, else the default account. */
  provider: text,
  /** Hours; absent: the garage's setting; 0: nobody counts as fresh. */
  fresh: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0))), undefined),
  /** Yuan as typed. */
  cap: v.fallback(v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String))), undefined),
  /** Ask doubtful and pending vehicles too. */
  doubtful: flag,
  /** Ask the other provider where one cannot answer; absent: as the settings say. */
  other: flag,
  /** An earlier batch; absent: the last one. */
  batch: text,
  /** Which results of a batch. */
  show: v.fallback(v.optional(v.picklist(["all", "new", "failed"])), undefined),
  /** The ledger's month, YYYY-MM. */
  month: text,
  /** The ledger: only doubtful calls that nobody settled. */
  unsettled: flag,
  /** The ledger: only paid calls whose answer cannot be read yet. */
  unread: flag,
});

export type CheckSearch = v.InferOutput<typeof checkSearch>;

/** Every view is given the address and a way to change a part of it. */
export type SearchProps = { search: CheckSearch; go: (part: Partial<CheckSearch>) => void };
