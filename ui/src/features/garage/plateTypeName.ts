import { useCallback } from "react";
import { useTranslation } from "@/i18n";
import { plateTypeName } from "@/shared/plateTypes";

/** A plate type's name by its code; the code itself where nobody documents one. */
export function usePlateTypeName(): (code: string) => string {
  const { t } = useTranslation();
  return useCallback((code) => plateTypeName(t, code) ?? code, [t]);
}
