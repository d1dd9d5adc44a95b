import * as v from "valibot";
import { text } from "@/shared/searchParts";
import type { Address } from "@/shared/useAddress";

export const SECTIONS = [
  "accounts",
  "schedule",
  "robots",
  "limits",
  "cities",
  "look",
  "keeping",
  "about",
] as const;
export type Section = (typeof SECTIONS)[number];

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const settingsSearch = v.object({
  section: v.optional(v.fallback(v.picklist(SECTIONS), "accounts"), "accounts"),
  /** The provider whose form is open. */
  provider: text,
});

export type SettingsSearch = v.InferOutput<typeof settingsSearch>;
export type SettingsProps = Address<SettingsSearch>;
