import type { ReactElement, ReactNode } from "react";
import { later } from "./later";
import { usePressed } from "./usePressed";

export type MenuEntry =
  | { kind: "item"; id: string; label: ReactNode; onPress: () => void; disabled?: boolean; testId?: string }
  | { kind: "tick"; id: string; label: ReactNode; onPress: () => void; on: boolean }
  | { kind: "heading"; id: string; label: ReactNode }
  | { kind: "line"; id: string };

export type MenuProps = {
  /** The button that opens it. */
  target: ReactElement;
  /** Asked when it opens, and while it is open. */
  entries: () => readonly MenuEntry[];
  position?: "bottom-start" | "top-start";
  /** For ticking several. */
  staysOpen?: boolean;
  /** Pixels; more entries scroll. */
  tallest?: number;
};

const OpenMenu = later(() => import("./mantine/overlays").then((part) => part.OpenMenu));

/** A button with a menu. */
export function Menu(props: MenuProps) {
  const { pressed, button } = usePressed(props.target, "menu");
  return pressed ? <OpenMenu {...props} meanwhile={button} /> : button;
}
