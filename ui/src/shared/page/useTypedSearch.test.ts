import { act, renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { useTypedSearch } from "./useTypedSearch";

/** A box whose questions are answered by hand. */
function typedSearch() {
  const answers = new Map<string, () => void>();
  const commit = vi.fn();
  const ask = (text: string) => new Promise<void>((answer) => answers.set(text, answer));
  const clock = vi.spyOn(performance, "now");
  let drawn = 0;
  const { result, rerender, unmount } = renderHook(
    ({ q }) => {
      drawn += 1;
      return useTypedSearch(q, { ask, commit });
    },
    { initialProps: { q: "" } },
  );
  let now = 0;
  return {
    commit,
    drawn: () => drawn,
    shown: () => result.current.value,
    address: (q: string) => rerender({ q }),
    type: (text: string) => {
      now += 1_000;
      clock.mockReturnValue(now);
      act(() => result.current.onChange(text));
    },
    answer: (text: string) => act(async () => answers.get(text)?.()),
    leave: unmount,
  };
}

describe("what is typed into a search", () => {
  it("comes into the address with its answer, and draws no page before", async () => {
    const box = typedSearch();
    box.type("2");
    expect([box.commit.mock.calls, box.drawn()]).toEqual([[], 1]);
    await box.answer("2");
    expect(box.commit.mock.calls).toEqual([["2"]]);
  });

  it("stays out of the address when more was typed before its answer", async () => {
    const box = typedSearch();
    box.type("2");
    box.type("29");
    await box.answer("29");
    await box.answer("2");
    expect(box.commit.mock.calls).toEqual([["29"]]);
  });

  it("stays out of the address when another hand wrote there, or the page was left", async () => {
    const box = typedSearch();
    box.type("2");
    box.address("5X9");
    await box.answer("2");
    box.type("5X");
    box.leave();
    await box.answer("5X");
    expect(box.commit).not.toHaveBeenCalled();
  });

  it("is not undone by an earlier text that reaches the address late", async () => {
    const box = typedSearch();
    box.type("2");
    await box.answer("2");
    box.type("29");
    await box.answer("29");
    box.address("2");
    expect(box.shown()).toBe("29");
    box.address("29");
    expect(box.shown()).toBe("29");
  });

  it("gives way to another hand: Back, a link", () => {
    const box = typedSearch();
    box.address("5X9");
    expect(box.shown()).toBe("5X9");
    box.address("");
    expect(box.shown()).toBe("");
  });
});
