import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "@/i18n";
import { plateTypeName } from "@/shared/plateTypes";

/** A plate type's name by its code; the code itself where nobody documents one. */
export const plateTypeOrCode = (t: TFunction<"common">, code: string): string =>
  plateTypeName(t, code) ?? code;

/** The same in the language shown; the function changes with the language alone. */
export function usePlateTypeName(): (code: string) => string {
  const { t } = useTranslation();
  return useCallback((code) => plateTypeOrCode(t, code), [t]);
}
