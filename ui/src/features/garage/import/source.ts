import { useSyncExternalStore } from "react";
import type { ImportSource } from "@/bindings/ImportSource";
import { chooseFile } from "@/host";
import { toBase64 } from "@/shared/files/toBase64";

/** What is being imported. A file can be megabytes, so it waits in memory, not in the address. */
let current: ImportSource | null = null;
const listeners = new Set<() => void>();

/** Says what is imported next; null lets go of it. */
export function setImportSource(source: ImportSource | null): void {
  current = source;
  for (const listener of listeners) listener();
}

/** What is being imported; null until something was chosen, dropped or pasted. */
export function useImportSource(): ImportSource | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => current,
  );
}

const ENDINGS = ["xlsx", "xls", "ods", "csv", "txt"];

/** Asks for a file. False when the person changed their mind. */
export async function pickFile(): Promise<boolean> {
  const chosen = await chooseFile([{ name: ENDINGS.join(", "), extensions: ENDINGS }]);
  if (chosen !== null) setImportSource({ kind: "file", ...chosen });
  return chosen !== null;
}

/** A dropped file has no path in a web view, so its content is sent. */
export async function takeDropped(file: File): Promise<void> {
  setImportSource({ kind: "bytes", name: file.name, base64: await toBase64(file) });
}

/** Cells copied from a spreadsheet: lines with tabs between. A pasted word or plate is none. */
export function isSheetText(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.length > 0 && lines.every((line) => line.includes("\t"));
}

/** What the page calls the source: a file's name, or null for pasted cells. */
export function sourceName(source: ImportSource): string | null {
  return source.kind === "text" ? null : source.name;
}
