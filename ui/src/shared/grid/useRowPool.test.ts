import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useRowPool } from "./useRowPool";

const span = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

function pool(first: number, count: number) {
  const { result, rerender } = renderHook(({ rows, moving }) => useRowPool(rows, moving), {
    initialProps: { rows: span(first, count), moving: false },
  });
  return {
    show: (rows: readonly number[], moving: boolean) => rerender({ rows: [...rows], moving }),
    rows: () => result.current.map(({ index }) => index),
    keyOf: (row: number) => result.current.find(({ index }) => index === row)?.key,
    keys: () => new Set(result.current.map(({ key }) => key)),
  };
}

describe("the elements of a list's rows", () => {
  it("show other rows while the list is scrolled, and no element is put elsewhere", () => {
    const list = pool(0, 5);
    const before = list.keys();
    const third = list.keyOf(3);
    list.show(span(2, 5), true);
    expect(list.rows()).toEqual([5, 6, 2, 3, 4]);
    expect([list.keys(), list.keyOf(3)]).toEqual([before, third]);
  });

  it("stand in the rows' order once the list rests", () => {
    const list = pool(10, 5);
    list.show(span(7, 5), true);
    list.show(span(7, 5), false);
    expect(list.rows()).toEqual(span(7, 5));
  });

  it("are as many as there are rows", () => {
    const list = pool(0, 5);
    list.show(span(0, 2), false);
    expect(list.rows()).toEqual([0, 1]);
    list.show(span(0, 6), false);
    expect(list.rows()).toEqual(span(0, 6));
    expect(list.keys().size).toBe(6);
  });
});
