import * as v from "valibot";
import { flag, number, oneOf, searchText, text } from "@/shared/searchParts";
import type { Address } from "@/shared/useAddress";

const SORTS = ["driver", "vehicles", "unhandled", "unpaid", "due", "points", "all"] as const;

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const driversSearch = v.object({
  /** The search box. */
  q: searchText,
  /** Only those with something unpaid. */
  owing: flag,
  /** Only those with at least so many points waiting. */
  points: number,
  /** Absent: by fines due, most first. */
  sort: oneOf(SORTS),
  desc: flag,
  /** The driver in the side panel; "" = nobody. */
  open: text,
});

/** The drivers' address as it was read. */
export type DriversSearch = v.InferOutput<typeof driversSearch>;
/** Every part of the page is given the address and a way to change a part of it. */
export type SearchProps = Address<DriversSearch>;
