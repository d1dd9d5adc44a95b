import { lazyPart } from "./lazyPart";
import type { PopupProps } from "./mantine/overlayProps";
import { usePressed } from "./usePressed";

const OpenPopup = lazyPart(() => import("./mantine/overlays").then((part) => part.OpenPopup));

/** A button with a small box of its own beneath. */
export function Popup(props: PopupProps) {
  const { pressed, button } = usePressed(props.target, "dialog");
  return pressed ? <OpenPopup {...props} meanwhile={button} /> : button;
}
