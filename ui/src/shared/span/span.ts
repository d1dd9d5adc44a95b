import * as v from "valibot";
import type { Span } from "@/bindings/Span";
import { flag } from "../searchParts";

/* Days that a list or a sum is narrowed to, as the address keeps them. */

const day = v.fallback(v.optional(v.pipe(v.string(), v.isoDate())), undefined);

/** The parts of an address that name a span; both ends are part of it. */
export const spanParts = { from: day, to: day, by_seen: flag };
/** The names of these parts, for a list that has them among its filters. */
export const SPAN_KEYS = ["from", "to", "by_seen"] as const;

/** A span as the address keeps it: YYYY-MM-DD, and whether it goes by the day of first sight. */
export type SpanSearch = {
  from?: string | undefined;
  to?: string | undefined;
  by_seen?: boolean | undefined;
};

/** All days. Its parts are named, so that they leave an address into which it is put. */
export const NO_SPAN: SpanSearch = { from: undefined, to: undefined, by_seen: undefined };

/** As the core takes it; null for all days. */
export function toSpan({ from, to, by_seen }: SpanSearch): Span | null {
  if (from === undefined && to === undefined) return null;
  return { from: from ?? null, to: to ?? null, by: by_seen ? "seen" : "offence" };
}

/** The spans that are one press away. */
export const PRESETS = ["thisMonth", "lastMonth", "thisQuarter", "lastQuarter", "thisYear"] as const;
/** One of these spans; `daysOf` knows its days. */
type Preset = (typeof PRESETS)[number];

const MONTHS: Record<Preset, { length: 1 | 3 | 12; back: 0 | 1 }> = {
  thisMonth: { length: 1, back: 0 },
  lastMonth: { length: 1, back: 1 },
  thisQuarter: { length: 3, back: 0 },
  lastQuarter: { length: 3, back: 1 },
  thisYear: { length: 12, back: 0 },
};

/** The days of a month, a quarter or a year, as a clock in China counts them. */
export function daysOf(preset: Preset, now: number): { from: string; to: string } {
  const today = new Date(now + 8 * 3_600_000);
  const { length, back } = MONTHS[preset];
  const first = Math.floor(today.getUTCMonth() / length) * length - back * length;
  const on = (month: number, date: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), month, date)).toISOString().slice(0, 10);
  return { from: on(first, 1), to: on(first + length, 0) };
}
