import { en } from "./locales/en";
import { zhCN } from "./locales/zh-CN";

export const ALL_WORDS = { "zh-CN": zhCN, en };
