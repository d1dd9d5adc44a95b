import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { parseYuan } from "@/i18n/money";
import { checkSearch } from "../search";
import { planRequest } from "./planRequest";

describe("an amount as typed", () => {
  it.each([
    ["20", 2000],
    ["20.5", 2050],
    ["0.14", 14],
    [" 1.10 ", 110],
    ["", null],
    ["1.234", undefined],
    ["-3", undefined],
    ["1e3", undefined],
    ["二十", undefined],
  ])("%j is %j fen", (typed, fen) => {
    expect(parseYuan(typed)).toBe(fen);
  });
});

describe("the request", () => {
  it("takes the garage's freshness where the address has none, and nobody is fresh at 0", () => {
    expect(planRequest({} as never, null, 24).fresh_within_hours).toBe(24);
    expect(planRequest({ fresh: 0 } as never, null, 24).fresh_within_hours).toBeNull();
  });

  it("narrows to a group", () => {
    const { selection } = planRequest({ who: "group", group: "一队" } as never, null, 24);
    expect(selection).toMatchObject({ kind: "matching", filter: { group: ["一队"] } });
  });
});

describe("the address", () => {
  it("falls back where it is broken", () => {
    expect(v.parse(checkSearch, { view: "cinema", fresh: -1, cap: 20 })).toMatchObject({ cap: "20" });
    expect(v.parse(checkSearch, { view: "cinema" }).view).toBeUndefined();
  });
});
