/** The seven entries of the sidebar, in their order. Their names are their addresses. */
export const NAV = ["overview", "garage", "check", "violations", "drivers", "reports", "settings"] as const;
export type NavName = (typeof NAV)[number];
