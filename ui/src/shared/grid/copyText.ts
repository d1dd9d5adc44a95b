import { createContext, useContext, useMemo } from "react";
import { useTranslation } from "@/i18n";
import { useCommands } from "../palette";

/** Copies what is chosen in the list around as text. */
export const CopyText = createContext<(() => void) | null>(null);
/** The way to copy what is chosen as text; null outside of a list. */
export const useCopyText = () => useContext(CopyText);

/** The same in the palette, for lists in which nothing is chosen. */
export function useCopyCommand(copyText: () => void): void {
  const { t } = useTranslation();
  const commands = useMemo(
    () => [{ id: "copy-text", label: t("copyText.list"), keywords: "copy text wechat fuzhi", run: copyText }],
    [t, copyText],
  );
  useCommands(commands);
}
