/** The pages' code, each fetched when it is first gone to. */
export const PAGES = {
  overview: () => import("@/features/overview/OverviewPage"),
  garage: () => import("@/features/garage/GaragePage"),
  check: () => import("@/features/check/CheckPage"),
  violations: () => import("@/features/violations/ViolationsPage"),
  drivers: () => import("@/features/drivers/DriversPage"),
  reports: () => import("@/features/reports/ReportsPage"),
  settings: () => import("@/features/settings/SettingsPage"),
};
