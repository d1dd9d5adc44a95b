import * as v from "valibot";

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const driversSearch = v.object({
  q: v.optional(v.fallback(v.string(), ""), ""),
});

export type DriversSearch = v.InferOutput<typeof driversSearch>;
