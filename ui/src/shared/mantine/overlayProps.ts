import type { ReactElement, ReactNode } from "react";

/** What a dialog shows, and what it calls when it is left. `width` in pixels; absent: 480. */
export type DialogProps = {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  foot?: ReactNode;
  width?: number;
  children: ReactNode;
};

/** A line of a menu. A tick is found by its `text`, else by its `id`; the others always stay in sight. */
export type MenuEntry =
  | { kind: "item"; id: string; label: ReactNode; onPress: () => void; disabled?: boolean; testId?: string }
  | { kind: "tick"; id: string; label: ReactNode; text?: string; onPress: () => void; on: boolean }
  | { kind: "heading"; id: string; label: ReactNode }
  | { kind: "line"; id: string };

/** The button of a menu, and what stands in it. */
export type MenuProps = {
  /** The button that opens it. */
  target: ReactElement;
  /** Asked when it opens, and while it is open. */
  entries: () => readonly MenuEntry[];
  position?: "bottom-start" | "top-start";
  /** For ticking several. */
  staysOpen?: boolean;
  /** What the box over many entries asks for; they are found by what is typed into it. */
  find?: string;
  /** Pixels; more entries scroll. */
  tallest?: number;
};

/** The button of a small box, and what stands in it; `label` names it for screen readers. */
export type PopupProps = {
  /** The button that opens it. */
  target: ReactElement;
  label: string;
  className?: string;
  children: ReactNode;
};
