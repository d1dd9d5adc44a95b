import { describe, expect, it } from "vitest";
import { fitting, moved, readColumnState } from "./columnState";
import { gridKey } from "./gridKeys";
import { NOTHING, select, selectedCount, selectedTest, toRequest } from "./selection";
import { toTsv } from "./tsv";
import type { GridColumn } from "./types";
import { pagesOf } from "./useGridRows";

const column = (id: string, width: number, priority?: number): GridColumn<{ a: string }> => ({
  ...{ id, header: id, width, priority },
  render: (row) => row.a,
  text: (row) => row.a,
});

describe("choosing rows", () => {
  it("toggles single rows", () => {
    const one = select(NOTHING, { type: "toggle", id: "a" });
    expect(selectedCount(one, 10)).toBe(1);
    expect(select(one, { type: "toggle", id: "a" })).toEqual(NOTHING);
  });

  it("takes out of all that match without naming the rest", () => {
    const all = select(NOTHING, { type: "allMatching" });
    const but = select(all, { type: "toggle", id: "c" });
    expect(but).toEqual({ mode: "allMatching", except: ["c"] });
    expect(selectedCount(but, 10_000)).toBe(9_999);
    expect(selectedTest(but)("c")).toBe(false);
    expect(selectedTest(but)("never loaded")).toBe(true);
  });

  it("adds a range once, and brings exceptions back", () => {
    const some = select({ mode: "some", ids: ["a"] }, { type: "range", ids: ["a", "b", "c"] });
    expect(some).toEqual({ mode: "some", ids: ["a", "b", "c"] });
    const all = select({ mode: "allMatching", except: ["b", "x"] }, { type: "range", ids: ["a", "b"] });
    expect(all).toEqual({ mode: "allMatching", except: ["x"] });
  });

  it("gives rows back when a range shrinks, but never those chosen before it", () => {
    const base = select(NOTHING, { type: "toggle", id: "x" });
    const long = select(base, { type: "range", ids: ["a", "b", "c"], base });
    expect(select(long, { type: "range", ids: ["a"], base })).toEqual({ mode: "some", ids: ["x", "a"] });
  });

  it("goes to the core as ids or as the filter", () => {
    expect(toRequest({ mode: "some", ids: ["a"] }, { search: "x" })).toEqual({ kind: "ids", ids: ["a"] });
    expect(toRequest({ mode: "allMatching", except: ["b"] }, { search: "x" })).toEqual({
      ...{ kind: "matching", filter: { search: "x" }, except: ["b"] },
    });
  });
});

describe("the keyboard", () => {
  const press = (key: string, more = {}) => ({
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    ...more,
  });
  const place = { current: 5, total: 100, perScreen: 20 };

  it("moves and stays inside", () => {
    expect(gridKey(press("ArrowDown"), place)).toEqual({ do: "move", to: 6, extend: false });
    expect(gridKey(press("PageUp"), place)).toEqual({ do: "move", to: 0, extend: false });
    expect(gridKey(press("End"), place)).toEqual({ do: "move", to: 99, extend: false });
    expect(gridKey(press("ArrowDown", { shiftKey: true }), place)).toEqual({
      do: "move",
      to: 6,
      extend: true,
    });
  });

  it("selects, opens, copies, clears", () => {
    expect(gridKey(press("a", { ctrlKey: true }), place)).toEqual({ do: "selectAll" });
    expect(gridKey(press("c", { metaKey: true }), place)).toEqual({ do: "copy" });
    expect(gridKey(press(" "), place)).toEqual({ do: "toggle" });
    expect(gridKey(press("Enter"), place)).toEqual({ do: "open" });
    expect(gridKey(press("Escape"), place)).toEqual({ do: "clear" });
    expect(gridKey(press("x"), place)).toBeNull();
  });

  it("has nowhere to go in an empty list", () => {
    expect(gridKey(press("ArrowDown"), { ...place, total: 0 })).toBeNull();
  });
});

describe("columns", () => {
  it("drops the lowest priority first, and never one without", () => {
    const columns = [column("plate", 100), column("type", 100, 1), column("note", 100, 2)];
    expect(fitting(columns, 250).map(({ id }) => id)).toEqual(["plate", "note"]);
    expect(fitting(columns, 50).map(({ id }) => id)).toEqual(["plate"]);
  });

  it("moves by one and stops at the ends", () => {
    expect(moved(["a", "b", "c"], "b", 1)).toEqual(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  });

  it("begins anew when what was kept cannot be read", () => {
    localStorage.setItem("cheku.grid.x", "{broken");
    const hidden = { ...column("note", 100), hidden: true };
    expect(readColumnState("x", [hidden]).columnVisibility).toEqual({ note: false });
  });
});

describe("windows and copies", () => {
  it("asks for the windows in view only", () => {
    expect(pagesOf(90, 110, 1000)).toEqual([0, 1]);
    expect(pagesOf(0, 50, 0)).toEqual([]);
    expect(pagesOf(0, 500, 120)).toEqual([0, 1]);
  });

  it("keeps a cell's line ends out of the sheet", () => {
    expect(toTsv([column("A", 1), column("B", 1)], [{ a: "x\ty\nz" }])).toBe("A\tB\nx y z\tx y z");
  });
});
