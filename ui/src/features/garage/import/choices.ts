import { useState } from "react";
import type { Meaning } from "@/bindings/Meaning";
import type { SheetChoice } from "@/bindings/SheetChoice";

/** What the person has chosen for the file: per sheet, and whether hidden rows come in. */
export type Choices = {
  sheets: SheetChoice[];
  includeHidden: boolean;
  setMapping: (sheet: string, mapping: (Meaning | null)[]) => void;
  setTaken: (sheet: string, taken: boolean) => void;
  setIncludeHidden: (include: boolean) => void;
};

/** The choices of one import. Nothing is chosen at first: the core reads the sheets by itself. */
export function useChoices(): Choices {
  const [sheets, setSheets] = useState<SheetChoice[]>([]);
  const [includeHidden, setIncludeHidden] = useState(false);
  const change = (sheet: string, part: Partial<SheetChoice>) =>
    setSheets((held) => {
      const old = held.find((choice) => choice.sheet === sheet) ?? { sheet, taken: null, mapping: null };
      return [...held.filter((choice) => choice.sheet !== sheet), { ...old, ...part }];
    });
  return {
    sheets,
    includeHidden,
    setMapping: (sheet, mapping) => change(sheet, { mapping }),
    setTaken: (sheet, taken) => change(sheet, { taken }),
    setIncludeHidden,
  };
}
