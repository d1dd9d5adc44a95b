import { cloneElement, type ReactElement, useState } from "react";

/** A button before its first press, and whether that came: what it opens is fetched and drawn only then. */
export function usePressed(target: ReactElement, popup: "menu" | "dialog") {
  const [pressed, setPressed] = useState(false);
  const button = cloneElement(target, {
    "aria-haspopup": popup,
    "aria-expanded": pressed,
    onClick: () => setPressed(true),
  } as object);
  return { pressed, button };
}
