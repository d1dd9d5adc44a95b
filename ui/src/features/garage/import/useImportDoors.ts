import { useEffect } from "react";
import { isTyping } from "@/shared/isTyping";
import { showError } from "@/shared/runCommand";
import { isSheetText, setImportSource, takeDropped } from "./source";

/** Cells pasted anywhere on the page, or a file dropped on it, open the import. */
export function useImportDoors(onSource: () => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isTyping(event.target) || !isSheetText(text)) return;
      event.preventDefault();
      setImportSource({ kind: "text", text });
      onSource();
    };
    // Without this a web view opens the dropped file in place of the program.
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) takeDropped(file).then(onSource, showError);
    };
    window.addEventListener("paste", paste);
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("paste", paste);
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [onSource]);
}
