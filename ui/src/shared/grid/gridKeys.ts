/** Where the keyboard is. Row -1 is the heading; column -1 is the row as a whole. */
export type Place = { row: number; col: number };

/** What a key means in a grid; null when it means nothing here. */
export type GridKey =
  | { do: "move"; to: Place; extend: boolean }
  | { do: "toggle" }
  | { do: "toggleAll" }
  | { do: "selectAll" }
  | { do: "open" }
  | { do: "sort" }
  | { do: "shift"; by: -1 | 1 }
  | { do: "widen"; by: -1 | 1 }
  | { do: "copy" }
  | { do: "copyText" }
  | { do: "clear" };

type Pressed = { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean };
/** What a key's meaning depends on; `perScreen` is how many rows a page key moves. */
type Surroundings = {
  /** Null until the keyboard or a press has been somewhere. */
  place: Place | null;
  total: number;
  columns: number;
  perScreen: number;
  /** Rows are chosen: Escape lets go of them. */
  chosen: boolean;
};

/** Pure, so that the whole keyboard can be tested without a screen. */
export function gridKey(pressed: Pressed, around: Surroundings): GridKey | null {
  // Alt and an arrow is the window's Back.
  if (pressed.altKey) return null;
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  const key = pressed.key.toLowerCase();
  if (ctrl && key === "a") return { do: "selectAll" };
  if (ctrl && key === "c") return { do: pressed.shiftKey ? "copyText" : "copy" };
  if (key === "escape") return stepOut(around);
  if (around.place?.row === -1) return headingKey(pressed, ctrl, around.place.col, around);
  return around.total === 0 ? null : rowKey(pressed, around);
}

/** One step back at a time: out of the cell, then out of the choice; after that the key is the page's. */
function stepOut({ place, chosen }: Surroundings): GridKey | null {
  if (place && place.row >= 0 && place.col >= 0) {
    return { do: "move", to: { row: place.row, col: -1 }, extend: false };
  }
  return chosen ? { do: "clear" } : null;
}

function headingKey(pressed: Pressed, ctrl: boolean, col: number, around: Surroundings): GridKey | null {
  const by = pressed.key === "ArrowLeft" ? -1 : pressed.key === "ArrowRight" ? 1 : null;
  if (by !== null && ctrl) return { do: "shift", by };
  if (by !== null && pressed.shiftKey) return { do: "widen", by };
  if (by !== null) {
    const to = Math.max(0, Math.min(around.columns - 1, col + by));
    return { do: "move", to: { row: -1, col: to }, extend: false };
  }
  if (pressed.key === "Enter") return { do: "sort" };
  if (pressed.key === " ") return { do: "toggleAll" };
  return around.total === 0 ? null : rowKey(pressed, around);
}

function rowKey({ key, shiftKey }: Pressed, around: Surroundings): GridKey | null {
  const { total, columns, perScreen } = around;
  const row = around.place?.row ?? -1;
  const col = around.place?.col ?? -1;
  const move = (to: number): GridKey => {
    const inside = Math.max(0, Math.min(total - 1, to));
    return { do: "move", to: { row: inside, col: row === -1 ? -1 : col }, extend: shiftKey };
  };
  const across = (to: number): GridKey => {
    const inside = Math.max(-1, Math.min(columns - 1, to));
    return { do: "move", to: { row: Math.max(0, row), col: inside }, extend: false };
  };
  switch (key) {
    case "ArrowDown":
      return move(row + 1);
    case "ArrowUp":
      if (row === 0 && !shiftKey)
        return { do: "move", to: { row: -1, col: Math.max(0, col) }, extend: false };
      return move(row - 1);
    case "ArrowRight":
      return across(col + 1);
    case "ArrowLeft":
      return across(col - 1);
    case "PageDown":
      return move(Math.max(0, row) + perScreen);
    case "PageUp":
      return move(row - perScreen);
    case "Home":
      return move(0);
    case "End":
      return move(total - 1);
    case " ":
      return row < 0 ? null : { do: "toggle" };
    case "Enter":
      return row < 0 ? null : { do: "open" };
    default:
      return null;
  }
}
