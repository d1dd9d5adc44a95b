import { en } from "./locales/en";
import { zhCN } from "./locales/zh-CN";

/** The words of every page. The start does without most of them: see `FIRST_WORDS`. */
export const ALL_WORDS = { "zh-CN": zhCN, en };
