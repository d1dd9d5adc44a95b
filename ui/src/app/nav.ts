/** The seven entries of the sidebar, in their order. Their names are their addresses. */
export const NAV = ["overview", "garage", "check", "violations", "drivers", "reports", "settings"] as const;
export type NavName = (typeof NAV)[number];

/** What else a page is found by in the palette: its English name and its pinyin, whole and as initials. */
export const NAV_KEYWORDS: Record<NavName, string> = {
  overview: "overview gailan gl",
  garage: "garage cheku ck vehicles",
  check: "check chaxun cx",
  violations: "violations weizhang wz",
  drivers: "drivers jiashiyuan jsy",
  reports: "reports baobiao bb",
  settings: "settings shezhi sz",
};
