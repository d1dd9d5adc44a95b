import { describe, expect, it } from "vitest";
import { daysOf, toSpan } from "./span";

describe("a span of days", () => {
  it("is a month, a quarter or a year as clocks in China count them", () => {
    // 2026-01-01 00:30 in China, still December in Greenwich.
    const newYear = Date.UTC(2025, 11, 31, 16, 30);
    expect(daysOf("thisMonth", newYear)).toEqual({ from: "2026-01-01", to: "2026-01-31" });
    expect(daysOf("lastMonth", newYear)).toEqual({ from: "2025-12-01", to: "2025-12-31" });
    expect(daysOf("lastQuarter", newYear)).toEqual({ from: "2025-10-01", to: "2025-12-31" });
    expect(daysOf("thisYear", newYear)).toEqual({ from: "2026-01-01", to: "2026-12-31" });
    const may = Date.UTC(2028, 4, 31);
    expect(daysOf("thisQuarter", may)).toEqual({ from: "2028-04-01", to: "2028-06-30" });
    expect(daysOf("lastQuarter", may)).toEqual({ from: "2028-01-01", to: "2028-03-31" });
  });

  it("narrows nothing without a day", () => {
    expect(toSpan({ by_seen: true })).toBeNull();
    expect(toSpan({ from: "2026-02-01", by_seen: true })).toEqual({
      from: "2026-02-01",
      to: null,
      by: "seen",
    });
  });
});
