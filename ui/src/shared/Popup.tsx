import type { ReactElement, ReactNode } from "react";
import { later } from "./later";
import { usePressed } from "./usePressed";

export type PopupProps = {
  /** The button that opens it. */
  target: ReactElement;
  label: string;
  className?: string;
  children: ReactNode;
};

const OpenPopup = later(() => import("./mantine/overlays").then((part) => part.OpenPopup));

/** A button with a small box of its own beneath. */
export function Popup(props: PopupProps) {
  const { pressed, button } = usePressed(props.target, "dialog");
  return pressed ? <OpenPopup {...props} meanwhile={button} /> : button;
}
