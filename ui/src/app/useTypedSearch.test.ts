import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { useTypedSearch } from "./useTypedSearch";

describe("what is typed into a search", () => {
  it("is not undone by an earlier text that reaches the address late", () => {
    const clock = vi.spyOn(performance, "now");
    const { result, rerender } = renderHook(({ q }) => useTypedSearch(q, () => {}), {
      initialProps: { q: "" },
    });
    clock.mockReturnValue(1_000);
    act(() => result.current.onChange("2"));
    clock.mockReturnValue(2_000);
    act(() => result.current.onChange("29"));
    rerender({ q: "2" });
    expect(result.current.value).toBe("29");
    rerender({ q: "29" });
    expect(result.current.value).toBe("29");
    clock.mockRestore();
  });

  it("draws the page no more than the address does", () => {
    let drawn = 0;
    const { result } = renderHook(() => {
      drawn += 1;
      return useTypedSearch("", () => {});
    });
    act(() => result.current.onChange("2"));
    expect(drawn).toBe(1);
  });

  it("gives way to another hand: Back, a link", () => {
    const { result, rerender } = renderHook(({ q }) => useTypedSearch(q, () => {}), {
      initialProps: { q: "5X9" },
    });
    rerender({ q: "" });
    expect(result.current.value).toBe("");
  });
});
