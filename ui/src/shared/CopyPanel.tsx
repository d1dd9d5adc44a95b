import type { RefObject } from "react";
import { useTranslation, words } from "@/i18n";
import { IconButton } from "./Button";
import { showToast } from "./toast";

/** What is pressed or typed into says nothing in a chat. */
const SILENT =
  "button, input, select, textarea, svg, [role=button], [hidden], [data-silent], .visually-hidden";

/** Copies what a panel says, as lines that are read in a chat. */
export function CopyPanel({ panel }: { panel: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation();
  const copy = async () => {
    if (!panel.current) return;
    await navigator.clipboard.writeText(panelText(panel.current));
    showToast(t("copyText.done"));
  };
  return (
    <IconButton
      icon="copy"
      label={t("copyText.panel")}
      data-testid="panel-copy"
      onClick={() => void copy()}
    />
  );
}

/** The words of a panel, a line for each block; the name of a fact and what it is stand in one. */
export function panelText(panel: HTMLElement): string {
  const lines: string[] = [];
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  let block: Element | null = null;
  while (texts.nextNode()) {
    const { parentElement: around, textContent } = texts.currentNode;
    const text = textContent?.replace(/\s+/g, " ").trim();
    if (!around || !text || around.closest(SILENT)) continue;
    const mine = blockOf(around);
    const isFact = mine.matches("dd") && block?.matches("dt");
    if (isFact) lines.push(`${lines.pop()}${words("copyText.colon")}${text}`);
    else if (mine === block) lines.push(`${lines.pop()} ${text}`);
    else lines.push(text);
    block = mine;
  }
  return lines.join("\n");
}

/** What begins a line: a row or cell of a list, a heading, a paragraph. */
const BLOCKS = "dt, dd, li, tr, p, h1, h2, h3, section, header, footer, aside";
const blockOf = (element: Element): Element => element.closest(BLOCKS) ?? element;
