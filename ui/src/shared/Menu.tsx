import { lazyPart } from "./lazyPart";
import type { MenuProps } from "./mantine/overlayProps";
import { usePressed } from "./usePressed";

const OpenMenu = lazyPart(() => import("./mantine/overlays").then((part) => part.OpenMenu));

/** A button with a menu. */
export function Menu(props: MenuProps) {
  const { pressed, button } = usePressed(props.target, "menu");
  return pressed ? <OpenMenu {...props} meanwhile={button} /> : button;
}
