import * as v from "valibot";
import { atLeast0, flag, oneOf, text } from "@/shared/searchParts";
import type { Address } from "@/shared/useAddress";

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const checkSearch = v.object({
  /** Absent: the running batch if there is one, else a plan. */
  view: oneOf(["plan", "batch", "batches", "calls", "statement"]),
  who: oneOf(["all", "group", "chosen"]),
  group: text,
  /** Absent: each vehicle's own choice, else the default account. */
  provider: text,
  /** Hours; absent: the garage's setting; 0: nobody counts as fresh. */
  fresh: atLeast0,
  /** Yuan as typed. */
  cap: text,
  /** Ask doubtful and pending vehicles too. */
  doubtful: flag,
  /** Ask the other provider where one cannot answer; absent: as the settings say. */
  other: flag,
  /** An earlier batch; absent: the last one. */
  batch: text,
  /** Which results of a batch. */
  show: oneOf(["all", "new", "failed"]),
  /** The ledger's month, YYYY-MM. */
  month: text,
  /** The ledger: only doubtful calls that nobody settled. */
  unsettled: flag,
  /** The ledger: only paid calls whose answer cannot be read yet. */
  unread: flag,
});

/** The check's address as it was read. */
export type CheckSearch = v.InferOutput<typeof checkSearch>;
/** Every view is given the address and a way to change a part of it. */
export type SearchProps = Address<CheckSearch>;
