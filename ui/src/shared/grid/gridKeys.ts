/** What a key means in a grid; null when it means nothing here. */
export type GridKey =
  | { do: "move"; to: number; extend: boolean }
  | { do: "toggle" }
  | { do: "selectAll" }
  | { do: "open" }
  | { do: "copy" }
  | { do: "clear" };

type Pressed = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean };
type Place = { current: number; total: number; perScreen: number };

const clamp = (row: number, total: number) => Math.max(0, Math.min(total - 1, row));

/** Pure, so that the whole keyboard can be tested without a screen. */
export function gridKey(pressed: Pressed, { current, total, perScreen }: Place): GridKey | null {
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  const move = (to: number): GridKey => ({ do: "move", to: clamp(to, total), extend: pressed.shiftKey });
  if (ctrl && pressed.key.toLowerCase() === "a") return { do: "selectAll" };
  if (ctrl && pressed.key.toLowerCase() === "c") return { do: "copy" };
  if (total === 0) return null;
  switch (pressed.key) {
    case "ArrowDown":
      return move(current + 1);
    case "ArrowUp":
      return move(current < 0 ? 0 : current - 1);
    case "PageDown":
      return move(Math.max(0, current) + perScreen);
    case "PageUp":
      return move(current - perScreen);
    case "Home":
      return move(0);
    case "End":
      return move(total - 1);
    case " ":
      return { do: "toggle" };
    case "Enter":
      return { do: "open" };
    case "Escape":
      return { do: "clear" };
    default:
      return null;
  }
}
