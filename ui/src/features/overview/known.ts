import type { Overview } from "@/bindings/Overview";
import type { VehicleStatus } from "@/bindings/VehicleStatus";

/** How many vehicles stand so; 0 for a status that the core does not name. */
export const countOf = (overview: Overview, status: VehicleStatus): number =>
  overview.statuses.find((one) => one.status === status)?.count ?? 0;

/** While no vehicle stands as owing or clean, what the fleet owes is not 0 but not known. */
export const isUnknown = (overview: Overview): boolean =>
  overview.vehicles > 0 &&
  overview.totals.violations === 0 &&
  countOf(overview, "owing") + countOf(overview, "clean") === 0;
