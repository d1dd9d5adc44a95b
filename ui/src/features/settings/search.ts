import * as v from "valibot";
import { text } from "@/shared/searchParts";
import type { Address } from "@/shared/useAddress";

/** The sections from the top down; their names stand in the address. */
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
/** One of these sections. */
export type Section = (typeof SECTIONS)[number];

/** What the address keeps of this page. Unknown or broken values fall back, they never break the page. */
export const settingsSearch = v.object({
  section: v.optional(v.fallback(v.picklist(SECTIONS), "accounts"), "accounts"),
  /** The provider whose form is open. */
  provider: text,
});

/** The settings' address as it was read; the section is never absent. */
export type SettingsSearch = v.InferOutput<typeof settingsSearch>;
/** A section is given the address and a way to change a part of it. */
export type SettingsProps = Address<SettingsSearch>;
