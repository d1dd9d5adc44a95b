import type { ChosenFile } from "@/bindings/ChosenFile";
import { chooseSave } from "@/host";
import { words } from "@/i18n";

/** Asks where a file goes that may have one of these endings. Null when the person changed their mind. */
export function askSave(name: string, endings: readonly string[]): Promise<ChosenFile | null> {
  const filters = endings.map((ending) => ({ name: ending, extensions: [ending] }));
  return chooseSave(name, filters, {
    question: words("common:replace.question", { file: "{file}" }),
    replace: words("common:replace.replace"),
    keep: words("common:replace.keep"),
  });
}
