import * as v from "valibot";

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const settingsSearch = v.object({
  section: v.optional(v.fallback(v.string(), "accounts"), "accounts"),
});

export type SettingsSearch = v.InferOutput<typeof settingsSearch>;
