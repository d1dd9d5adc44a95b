import { renderHook } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { useLatest, useSame } from "./stable";

describe("what must not be drawn again", () => {
  it("gets the same object as long as it says the same", () => {
    const { result, rerender } = renderHook(({ value }) => useSame(value), {
      initialProps: { value: { q: "", group: ["a"] } },
    });
    const first = result.current;
    rerender({ value: { q: "", group: ["a"] } });
    expect(result.current).toBe(first);
    rerender({ value: { q: "", group: ["b"] } });
    expect(result.current).toEqual({ q: "", group: ["b"] });
  });

  it("learns the latest value by a function that stays", () => {
    const { result, rerender } = renderHook(({ q }) => useLatest(q), { initialProps: { q: "2" } });
    const first = result.current;
    rerender({ q: "29" });
    expect(result.current).toBe(first);
    expect(first()).toBe("29");
  });
});
