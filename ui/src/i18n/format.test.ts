import { afterEach, describe, expect, it } from "vitest";
import { changeLanguage, words } from ".";
import { formatClock, formatComing, formatFull, formatOffence, formatWhen } from "./dates";
import { columnPlaces, costInText, fineInText, formatFen } from "./money";

describe("money", () => {
  it("groups thousands and shows fen only where they are", () => {
    expect(formatFen(125_000, 0)).toBe("1,250");
    expect(formatFen(125_050, 0)).toBe("1,250.50");
    expect(formatFen(123_456_700, 2)).toBe("1,234,567.00");
    expect(formatFen(5, 0)).toBe("0.05");
  });

  it("gives a whole column two places as soon as one row has fen; unknown rows have no say", () => {
    expect(columnPlaces([10_000, null, 20_000])).toBe(0);
    expect(columnPlaces([10_000, null, 20_050])).toBe(2);
  });

  it("writes fines and costs into sentences of both languages", () => {
    expect(fineInText(125_000, "zh-CN")).toBe("1,250 元");
    expect(fineInText(125_000, "en")).toBe("¥1,250");
    expect(costInText(1680, "zh-CN")).toBe("16.80 元");
    expect(costInText(12, "en")).toBe("¥0.12");
  });
});

describe("counts in sentences", () => {
  it("have their thousands separated", () => {
    expect(words("grid.selectMatching", { count: 5350 })).toBe("选中筛出的全部 5,350");
  });
});

describe("dates", () => {
  const now = Date.parse("2026-03-12T01:00:00Z");
  afterEach(() => changeLanguage("zh-CN"));

  it("counts days in China, whatever zone the machine is in", () => {
    expect(formatWhen("2026-03-12T09:12:00+08:00", now)).toBe("今天 09:12");
    expect(formatWhen("2026-03-11T15:59:00Z", now)).toBe("昨天 23:59");
    expect(formatWhen("2026-03-11T16:01:00Z", now)).toBe("今天 00:01");
    expect(formatWhen(Date.parse("2026-03-05T09:00:00+08:00"), now)).toBe("03-05");
    expect(formatWhen("2025-12-03 10:00:00", now)).toBe("2025-12-03");
  });

  it("tells what is to come by its day in China", () => {
    const at = (text: string) => formatComing(Date.parse(text), now);
    expect(at("2026-03-12T23:30:00+08:00")).toBe("今天 23:30");
    expect(at("2026-03-12T23:30:00Z")).toBe("明天 07:30");
    expect(at("2026-03-16T07:30:00+08:00")).toBe("03-16 周一 07:30");
    expect(at("2026-03-15T07:30:00+08:00")).toBe("03-15 周日 07:30");
  });

  it("reads a provider's time without zone as Chinese time", () => {
    expect(formatOffence("2026-03-11 16:43:00", now)).toBe("03-11 16:43");
    expect(formatOffence("2025-12-03 16:43:00", now)).toBe("2025-12-03");
    expect(formatFull("2026-03-11 16:43:00")).toBe("2026-03-11 16:43");
    expect(formatClock("2026-03-11T01:13:42Z")).toBe("09:13:42");
  });

  it("shows a text that is no time as it came", () => {
    expect(formatWhen("unclear", now)).toBe("unclear");
  });

  it("speaks English", () => {
    changeLanguage("en");
    expect(formatWhen("2026-03-12T09:12:00+08:00", now)).toBe("Today 09:12");
  });
});
