import { observeElementOffset, type Virtualizer } from "@tanstack/react-virtual";

/** Rows drawn beyond each edge of the view: a turn of the wheel meets rows that are there already. */
export const BEYOND = 4;

type List = Virtualizer<HTMLDivElement, Element>;
type Tell = (offset: number, isScrolling: boolean) => void;

/**
 * Tells a list how far it was scrolled. Rows that come into view and are drawn already are seen first; the ones
 * after them are drawn when these are on the screen. Where the view has outrun its rows it is told at once.
 */
export function paintedFirst(list: List, tell: Tell): (() => void) | undefined {
  let takeBack = () => {};
  const stop = observeElementOffset(list, (offset, isScrolling) => {
    takeBack();
    if (isScrolling && covers(list, offset)) takeBack = onceSeen(() => tell(offset, true));
    else tell(offset, isScrolling);
  });
  if (!stop) return undefined;
  return () => {
    takeBack();
    stop();
  };
}

/** Whether the rows that are drawn fill the view at this offset. */
export function covers(list: List, offset: number): boolean {
  const rows = list.getVirtualItems();
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return false;
  const bottom = Math.min(offset + (list.scrollRect?.height ?? 0), list.getTotalSize());
  return first.start <= offset && last.end >= bottom;
}

/** Calls back when what is there now is on the screen; what it returns takes that back. */
function onceSeen(then: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    then();
  };
  // A message sent in a frame arrives when that frame is drawn.
  const frame = requestAnimationFrame(() => port2.postMessage(null));
  return () => {
    cancelAnimationFrame(frame);
    port1.close();
  };
}
