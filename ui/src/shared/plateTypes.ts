import type { TFunction } from "i18next";
import common from "@/i18n/locales/zh-CN/common.json";

export type PlateTypeCode = keyof typeof common.plateType;

/** Every 号牌种类 that the documents name, in the order of their codes. */
export const PLATE_TYPES = Object.keys(common.plateType).sort() as PlateTypeCode[];

export function isPlateType(code: string): code is PlateTypeCode {
  return code in common.plateType;
}

/** The name of a plate type, or null for a code that nobody documents. */
export function plateTypeName(t: TFunction, code: string): string | null {
  return isPlateType(code) ? t(`plateType.${code}`) : null;
}
