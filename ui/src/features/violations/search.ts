import * as v from "valibot";

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const violationsSearch = v.object({
  /** The search box. */
  q: v.optional(v.fallback(v.string(), ""), ""),
});

export type ViolationsSearch = v.InferOutput<typeof violationsSearch>;
