import { describe, expect, it } from "vitest";
import { arranged, fitting, moved, readColumnState } from "./columnState";
import { gridKey } from "./gridKeys";
import { NOTHING, select, selectedCount, selectedTest, toRequest } from "./selection";
import { toLines, toTsv } from "./tsv";
import type { GridColumn } from "./types";
import { pagesOf } from "./useGridRows";

const column = (id: string, width: number, priority?: number): GridColumn<{ a: string }> => ({
  id,
  header: id,
  width,
  priority,
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
      kind: "matching",
      filter: { search: "x" },
      except: ["b"],
    });
  });
});

it("copies rows as lines that are read in a chat", () => {
  const fine = { ...column("罚款", 80), align: "end" as const };
  const columns = [column("车牌", 80), fine, { ...column("备注", 80), text: () => "" }];
  expect(toLines(columns, [{ a: "苏E1" }, { a: "2\n3" }])).toBe("苏E1，罚款 苏E1\n2 3，罚款 2 3");
  expect(toLines([{ ...column("未缴", 80), text: () => "1" }], [{ a: "" }])).toBe("未缴 1");
});

describe("the keyboard", () => {
  const press = (key: string, more = {}) => ({
    key,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  });
  const at = (row: number, col = -1) => ({
    place: { row, col },
    total: 100,
    columns: 4,
    perScreen: 20,
    chosen: false,
  });
  const moved = (row: number, col = -1, extend = false) => ({ do: "move", to: { row, col }, extend });

  it("moves and stays inside", () => {
    expect(gridKey(press("ArrowDown"), at(5))).toEqual(moved(6));
    expect(gridKey(press("PageUp"), at(5))).toEqual(moved(0));
    expect(gridKey(press("End"), at(5))).toEqual(moved(99));
    expect(gridKey(press("ArrowDown", { shiftKey: true }), at(5))).toEqual(moved(6, -1, true));
    expect(gridKey(press("ArrowDown"), { ...at(0), place: null })).toEqual(moved(0));
  });

  it("goes from the row into its cells and back, one Escape at a time", () => {
    expect(gridKey(press("ArrowRight"), at(5))).toEqual(moved(5, 0));
    expect(gridKey(press("ArrowRight"), at(5, 3))).toEqual(moved(5, 3));
    expect(gridKey(press("ArrowDown"), at(5, 2))).toEqual(moved(6, 2));
    expect(gridKey(press("ArrowLeft"), at(5, 0))).toEqual(moved(5));
    expect(gridKey(press("Escape"), { ...at(5, 2), chosen: true })).toEqual(moved(5));
    expect(gridKey(press("Escape"), { ...at(5), chosen: true })).toEqual({ do: "clear" });
    expect(gridKey(press("Escape"), at(5))).toBeNull();
  });

  it("sorts, moves and widens columns from their headings", () => {
    expect(gridKey(press("ArrowUp"), at(0, 2))).toEqual(moved(-1, 2));
    expect(gridKey(press("ArrowUp"), at(0))).toEqual(moved(-1, 0));
    const heading = at(-1, 2);
    expect(gridKey(press("Enter"), heading)).toEqual({ do: "sort" });
    expect(gridKey(press("ArrowRight"), heading)).toEqual(moved(-1, 3));
    expect(gridKey(press("ArrowRight", { ctrlKey: true }), heading)).toEqual({ do: "shift", by: 1 });
    expect(gridKey(press("ArrowLeft", { shiftKey: true }), heading)).toEqual({ do: "widen", by: -1 });
    expect(gridKey(press("ArrowDown"), heading)).toEqual(moved(0));
  });

  it("selects, opens, copies", () => {
    expect(gridKey(press("a", { ctrlKey: true }), at(5))).toEqual({ do: "selectAll" });
    expect(gridKey(press("c", { metaKey: true }), at(5))).toEqual({ do: "copy" });
    expect(gridKey(press("C", { ctrlKey: true, shiftKey: true }), at(5))).toEqual({ do: "copyText" });
    expect(gridKey(press(" "), at(5))).toEqual({ do: "toggle" });
    expect(gridKey(press("Enter"), at(5))).toEqual({ do: "open" });
    expect(gridKey(press("x"), at(5))).toBeNull();
  });

  it("leaves Alt and an arrow to the window's Back", () => {
    expect(gridKey(press("ArrowLeft", { altKey: true }), at(5, 2))).toBeNull();
  });

  it("has no row to go to in an empty list, but its headings", () => {
    expect(gridKey(press("ArrowDown"), { ...at(5), place: null, total: 0 })).toBeNull();
    expect(gridKey(press("Enter"), { ...at(-1, 0), total: 0 })).toEqual({ do: "sort" });
  });
});

describe("columns", () => {
  it("drops the lowest priority first, and never one without", () => {
    const columns = [column("plate", 100), column("type", 100, 1), column("note", 100, 2)];
    expect(fitting(columns, 250).map(({ id }) => id)).toEqual(["plate", "note"]);
    expect(fitting(columns, 50).map(({ id }) => id)).toEqual(["plate"]);
  });

  it("puts one where another stands", () => {
    expect(moved(["a", "b", "c", "d"], "a", "c")).toEqual(["b", "c", "a", "d"]);
    expect(moved(["a", "b", "c", "d"], "d", "b")).toEqual(["a", "d", "b", "c"]);
    expect(moved(["a", "b"], "a", "gone")).toEqual(["a", "b"]);
  });

  it("stand in the order and width that were given to them, new ones last", () => {
    const columns = [column("plate", 100), column("type", 60, 1), { ...column("note", 40, 2), minWidth: 70 }];
    const state = {
      columnOrder: ["gone", "note", "plate"],
      columnVisibility: { type: true },
      columnSizing: { plate: 20, note: 90 },
    };
    const said = arranged(columns, state, 1.5).map(({ id, width, priority }) => [id, width, priority]);
    expect(said).toEqual([
      ["note", 90, undefined],
      ["plate", 48, undefined],
      ["type", 90, undefined],
    ]);
    const fresh = { columnOrder: [], columnVisibility: {}, columnSizing: {} };
    expect(arranged(columns, fresh, 1.5).map(({ width, priority }) => [width, priority])).toEqual([
      [150, undefined],
      [90, 1],
      [70, 2],
    ]);
  });

  it("begins anew when what was kept cannot be read", () => {
    localStorage.setItem("cheku.grid.x", "{broken");
    const hidden = { ...column("note", 100), hidden: true };
    expect(readColumnState("x", [hidden]).columnVisibility).toEqual({ note: false });
  });
});

describe("windows and copies", () => {
  it("asks for the windows in view only", () => {
    expect(pagesOf(50, 70, 1000)).toEqual([0, 1]);
    expect(pagesOf(0, 50, 0)).toEqual([]);
    expect(pagesOf(0, 500, 120)).toEqual([0, 1]);
  });

  it("keeps a cell's line ends out of the sheet", () => {
    expect(toTsv([column("A", 1), column("B", 1)], [{ a: "x\ty\nz" }])).toBe("A\tB\nx y z\tx y z");
  });

  it("runs nothing in the sheet", () => {
    const copied = (text: string) => toTsv([column("A", 1)], [{ a: text }]).split("\n")[1];
    for (const formula of ["=1+1", "+86", "-5", "@SUM(A1)", "＝1", "'=quoted"]) {
      expect(copied(formula)).toBe(`'${formula}`);
    }
    expect(copied("\t=1+1")).toBe("'=1+1");
    expect(copied("2 − 1")).toBe("2 − 1");
  });
});
