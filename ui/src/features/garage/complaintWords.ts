import { useCallback } from "react";
import type { ComplaintCode } from "@/bindings/ComplaintCode";
import { useTranslation } from "@/i18n";
import imports from "@/i18n/locales/zh-CN/import.json";

/** Every complaint that has words; the saved file of rejected rows needs the words of them all. */
export const COMPLAINT_CODES = Object.keys(imports.complaint) as ComplaintCode[];

type Words = (
  code: ComplaintCode,
  repeats?: number | string | null,
  text?: string,
  readings?: readonly string[],
) => string;

/** What is wrong with a cell or field, and what to do. A new code of the core fails the type check here. */
export function useComplaintWords(): Words {
  const { t } = useTranslation(["import", "garage"]);
  return useCallback(
    (code, repeats, text, readings) =>
      t(`complaint.${code}`, {
        row: repeats ?? "",
        marks: unseenMarks(text ?? ""),
        readings: (readings ?? []).join(t("garage:listComma")),
      }),
    [t],
  );
}

/** The names of characters that nobody can see: "U+202D U+200B". */
function unseenMarks(text: string): string {
  const marks = text.match(/\p{Default_Ignorable_Code_Point}|\p{Cc}/gu) ?? [];
  const name = (mark: string) =>
    `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return [...new Set(marks.map(name))].join(" ");
}
