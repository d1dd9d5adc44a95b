import enCommon from "./locales/en/common.json";
import enGarage from "./locales/en/garage.json";
import common from "./locales/zh-CN/common.json";
import garage from "./locales/zh-CN/garage.json";

/** What is said before the whole program is read. */
export const FIRST_WORDS = { "zh-CN": { common, garage }, en: { common: enCommon, garage: enGarage } };
