import { Fragment, isValidElement, type ReactElement, type ReactNode } from "react";
import { withoutReact } from "@/i18n";

type Props = { children?: ReactNode; style?: Record<string, string | number> } & Record<string, unknown>;
type Component = (props: Props) => ReactNode;

const SVG = "http://www.w3.org/2000/svg";
/** What only a page that lives has: nobody may take this one for it. */
const OF_THE_LIVING = new Set(["id", "data-testid", "tabIndex", "ref", "children", "style"]);

/**
 * Draws elements as React will, before it is here: what uses no hooks but those of the language, and only for
 * the look, for nothing in it listens.
 */
export function drawWithoutReact(node: ReactNode): DocumentFragment {
  const place = document.createDocumentFragment();
  withoutReact(() => draw(node, place));
  return place;
}

function draw(node: ReactNode, place: Element | DocumentFragment): void {
  if (node === null || node === undefined || typeof node === "boolean") return;
  if (Array.isArray(node)) {
    for (const part of node) draw(part, place);
  } else if (!isValidElement<Props>(node)) {
    place.append(String(node));
  } else if (typeof node.type === "string") {
    place.append(element(node.type, node.props, place));
  } else {
    draw(node.type === (Fragment as unknown) ? node.props.children : componentOf(node)(node.props), place);
  }
}

/** A memoised component holds the one it remembers for. */
function componentOf({ type }: ReactElement): Component {
  return (typeof type === "object" ? (type as { type: Component }).type : type) as Component;
}

function element(name: string, props: Props, place: Element | DocumentFragment): Element {
  const isDrawing = name === "svg" || (place instanceof Element && place.namespaceURI === SVG);
  const made = isDrawing ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [prop, value] of Object.entries(props)) {
    if (OF_THE_LIVING.has(prop) || typeof value === "function" || value === undefined || value === null)
      continue;
    const isWord = prop.startsWith("aria-") || prop.startsWith("data-");
    if (isWord || (value !== false && value !== true)) made.setAttribute(attribute(prop), String(value));
    else if (value) made.setAttribute(attribute(prop), "");
  }
  const { style } = made as HTMLElement;
  for (const [rule, value] of Object.entries(props.style ?? {})) {
    // A bare number is one of pixels.
    style.setProperty(dashed(rule), typeof value === "number" ? `${value}px` : value);
  }
  draw(props.children, made);
  return made;
}

/** `strokeWidth` is `stroke-width`, but `viewBox` is itself. */
function attribute(prop: string): string {
  if (prop === "className") return "class";
  return prop.startsWith("stroke") ? dashed(prop) : prop;
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
