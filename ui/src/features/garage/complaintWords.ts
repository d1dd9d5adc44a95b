import { useCallback } from "react";
import type { ComplaintCode } from "@/bindings/ComplaintCode";
import { useTranslation } from "@/i18n";
import garage from "@/i18n/locales/zh-CN/garage.json";

export const COMPLAINT_CODES = Object.keys(garage.complaint) as ComplaintCode[];

/** What is wrong with a cell or field, and what to do. A new code of the core fails the type check here. */
export function useComplaintWords(): (code: ComplaintCode, repeats?: number | string | null) => string {
  const { t } = useTranslation("garage");
  return useCallback((code, repeats) => t(`complaint.${code}`, { row: repeats ?? "" }), [t]);
}
