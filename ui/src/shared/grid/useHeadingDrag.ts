import { useRef, useState } from "react";

/** Less than this is a press with an unsteady hand. */
const BEGINS_AFTER = 5;

type Options = {
  ids: readonly string[];
  onMove: (id: string, to: string) => void;
};

/** Headings taken by the pointer and put elsewhere. `over` is where the one in hand would go. */
export function useHeadingDrag({ ids, onMove }: Options) {
  const [over, setOver] = useState<string | null>(null);
  const dragged = useRef(false);

  const onPointerDown = (id: string) => (down: React.PointerEvent<HTMLElement>) => {
    dragged.current = false;
    if (down.button !== 0) return;
    const heading = down.currentTarget;
    let target: string | null = null;
    const move = (event: PointerEvent) => {
      if (!dragged.current && Math.abs(event.clientX - down.clientX) < BEGINS_AFTER) return;
      dragged.current = true;
      target = headingAt(heading.parentElement, ids, event.clientX);
      setOver(target === id ? null : target);
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointercancel", end);
      setOver(null);
      if (target !== null && target !== id) onMove(id, target);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointercancel", end, { once: true });
    window.addEventListener("pointerup", end, { once: true });
  };

  /** The click that ends a drag sorts nothing. */
  const onClickCapture = (event: React.MouseEvent) => {
    if (dragged.current) event.stopPropagation();
    dragged.current = false;
  };
  return { over, onPointerDown, onClickCapture };
}

function headingAt(line: HTMLElement | null, ids: readonly string[], x: number): string | null {
  for (const id of ids) {
    const box = line?.querySelector(`[data-column="${id}"]`)?.getBoundingClientRect();
    if (box && x >= box.left && x < box.right) return id;
  }
  return null;
}
