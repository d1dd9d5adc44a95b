import { describe, expect, it } from "vitest";
import { isBackwards, readMoment } from "./moments";

describe("a moment that somebody types", () => {
  it("is read in the ways that people write it, to the minute", () => {
    expect(readMoment("2026-03-10")).toBe("2026-03-10");
    expect(readMoment(" 2026/3/10 8:05 ")).toBe("2026-03-10 08:05");
    expect(readMoment("2026年3月10日 18:30")).toBe("2026-03-10 18:30");
    expect(readMoment("2026-03-10T18:30:59")).toBe("2026-03-10 18:30");
  });

  it("is none where it cannot be one", () => {
    for (const text of ["", "昨天", "2026-02-30", "2026-13-01", "2026-03-10 24:00", "2026-03-10 08", "03-10"])
      expect(readMoment(text)).toBeNull();
  });
});

describe("a span", () => {
  it("may lie within one day", () => {
    expect(isBackwards("2026-03-10 08:00", "2026-03-10")).toBe(false);
    expect(isBackwards("2026-03-10", "2026-03-10 08:00")).toBe(false);
  });

  it("has at least a minute", () => {
    expect(isBackwards("2026-03-10 08:00", "2026-03-10 08:00")).toBe(true);
    expect(isBackwards("2026-03-11", "2026-03-10")).toBe(true);
  });
});
