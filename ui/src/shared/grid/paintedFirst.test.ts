import type { Virtualizer } from "@tanstack/react-virtual";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { covers, paintedFirst } from "./paintedFirst";

const ROW = 36;

/** A view of ten rows over a hundred, of which `first` to `last` are drawn. */
function listOf(first: number, last: number) {
  const scrollElement = document.createElement("div");
  const rows = [first, last].map((index) => ({ index, start: index * ROW, end: (index + 1) * ROW }));
  const list = {
    scrollElement,
    targetWindow: window,
    scrollRect: { width: 900, height: 10 * ROW },
    options: { horizontal: false, isRtl: false, isScrollingResetDelay: 150, useScrollendEvent: false },
    getVirtualItems: () => rows,
    getTotalSize: () => 100 * ROW,
  };
  return { list: list as unknown as Virtualizer<HTMLDivElement, Element>, scrollElement };
}

/** A message sent after another arrives after it. */
const message = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

describe("a list that is scrolled", () => {
  let frames: FrameRequestCallback[] = [];
  const drawFrame = () => {
    for (const frame of frames.splice(0)) frame(0);
  };

  beforeEach(() => {
    frames = [];
    vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
    vi.stubGlobal("cancelAnimationFrame", (number: number) => void frames.splice(number - 1, 1));
  });
  afterEach(() => void vi.unstubAllGlobals());

  function watched(first: number, last: number) {
    const { list, scrollElement } = listOf(first, last);
    const tell = vi.fn();
    const stop = paintedFirst(list, tell);
    const scroll = (rows: number) => {
      scrollElement.scrollTop = rows * ROW;
      scrollElement.dispatchEvent(new Event("scroll"));
    };
    return { tell, scroll, stop };
  }

  it("shows the rows that are there before it draws others", async () => {
    const { tell, scroll } = watched(0, 13);
    scroll(3);
    expect(tell).not.toHaveBeenCalled();
    drawFrame();
    expect(tell, "the frame is not on the screen yet").not.toHaveBeenCalled();
    await message();
    expect(tell.mock.calls).toEqual([[3 * ROW, true]]);
  });

  it("draws at once where the view has outrun its rows", () => {
    const { tell, scroll } = watched(0, 13);
    scroll(5);
    expect(tell.mock.calls).toEqual([[5 * ROW, true]]);
  });

  it("tells the last of several steps alone", async () => {
    const { tell, scroll } = watched(0, 13);
    scroll(1);
    drawFrame();
    scroll(2);
    drawFrame();
    await message();
    expect(tell.mock.calls).toEqual([[2 * ROW, true]]);
  });

  it("says nothing more once it is gone", async () => {
    const { tell, scroll, stop } = watched(0, 13);
    scroll(2);
    drawFrame();
    stop?.();
    await message();
    expect(tell).not.toHaveBeenCalled();
  });

  it("is filled at its end by its last row", () => {
    expect(covers(listOf(86, 99).list, 90 * ROW)).toBe(true);
    expect(covers(listOf(86, 99).list, 85 * ROW), "above the first one").toBe(false);
    expect(covers(listOf(0, 9).list, 1), "a part of a row").toBe(false);
  });
});
