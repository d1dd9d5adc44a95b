import type { PageName } from "@/shared/links";

/** What else a page is found by in the palette: its English name and its pinyin, whole and as initials. */
export const PAGE_KEYWORDS: Record<PageName, string> = {
  overview: "overview gailan gl",
  garage: "garage cheku ck vehicles cheliang cl",
  check: "check chaxun cx",
  violations: "violations weizhang wz",
  drivers: "drivers jiashiyuan jsy",
  reports: "reports baobiao bb",
  settings: "settings shezhi sz",
};
