import type { TFunction } from "i18next";
import common from "@/i18n/locales/zh-CN/common.json";

/** The code of a plate type that the documents name: "02". */
type PlateTypeCode = keyof typeof common.plateType;

/** Every 号牌种类 that the documents name, in the order of their codes. */
export const PLATE_TYPES = Object.keys(common.plateType).sort() as PlateTypeCode[];

/** False for a code that nobody documents. */
function isPlateType(code: string): code is PlateTypeCode {
  return Object.keys(common.plateType).includes(code);
}

/** The name of a plate type, or null for a code that nobody documents. */
export function plateTypeName(t: TFunction, code: string): string | null {
  return isPlateType(code) ? t(`plateType.${code}`) : null;
}
