import type { GroupTotals } from "@/bindings/GroupTotals";
import type { Left } from "@/bindings/Left";
import type { ShownState } from "@/bindings/ShownState";
import type { Stage } from "@/bindings/Stage";
import type { TotalsBy } from "@/bindings/TotalsBy";
import type { VehicleStatus } from "@/bindings/VehicleStatus";
import type { SpanSearch } from "./span/span";

/* Every address of the program that a link or a button leads to. */

/** The seven pages, in the order of the sidebar. Their names are their addresses. */
export const PAGES = ["overview", "garage", "check", "violations", "drivers", "reports", "settings"] as const;
/** A page by its name. */
export type PageName = (typeof PAGES)[number];

/** Nothing was paid in either of these states. */
export const UNPAID: ShownState[] = ["unhandled", "handled_unpaid"];

/** No longer in use, for one of these reasons. */
export const LEFT = ["suspended", "sold", "scrapped"] as const satisfies readonly Left[];

type Search = Record<string, string | number | boolean | readonly string[] | undefined>;

/** A page with its search. Lists, numbers and flags stand in the address as JSON, as the router reads them. */
export function hrefOf(page: PageName, search: Search = {}): string {
  const pairs = Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]);
  const asked = new URLSearchParams(pairs).toString();
  return asked ? `#/${page}?${asked}` : `#/${page}`;
}

/** Told before a page is left for an address; whoever has something unsaved holds it up. */
export const LEAVING = "cheku:leaving";

/** Goes there. The history listens to the address, so nobody needs the router for it. */
export function goTo(href: string): void {
  if (!window.dispatchEvent(new CustomEvent(LEAVING, { detail: href, cancelable: true }))) return;
  window.location.hash = href;
}

/** Vehicles of this status alone. */
export const vehiclesWith = (status: VehicleStatus) => hrefOf("garage", { status: [status] });
/** Vehicles in use that are found by this text. */
export const vehiclesFound = (q: string) => hrefOf("garage", { q });
/** The same among those no longer in use. */
export const leftVehiclesFound = (q: string) => hrefOf("garage", { q, left: LEFT });
/** A driver's vehicles; "" is those without a driver. */
export const vehiclesOf = (driver: string) => hrefOf("garage", { driver: [driver] });
/** The vehicle in the garage's side panel. */
export const vehicleOf = (id: string) => hrefOf("garage", { open: id });
/** The vehicle in the garage's form. */
export const vehicleForm = (id: string) => hrefOf("garage", { edit: id });
/** The import, in the place of the garage's list. */
export const importVehicles = () => hrefOf("garage", { import: true });

/** One vehicle's violations, in these states alone where some are named. */
export const violationsOf = (vehicle: string, state?: readonly ShownState[], left?: boolean) =>
  hrefOf("violations", { vehicle, state, left: left || undefined });
/** A driver's violations at the time; "" is nobody. */
export const violationsBy = (driver: string, state?: readonly ShownState[]) =>
  hrefOf("violations", { driver, state });
/** Violations of one month (YYYY-MM), in these states alone where some are named. */
export const violationsIn = (month: string, state?: readonly ShownState[]) =>
  hrefOf("violations", { month, state });
/** Unpaid violations with this act, place or city, of these days where some are chosen. */
export const violationsLike = (name: "act" | "place" | "city", key: string, days: SpanSearch = {}) =>
  hrefOf("violations", { [name]: key, state: UNPAID, ...days });
/** Violations in these states, of these days where some are chosen. */
export const violationsIs = (state: readonly ShownState[], days: SpanSearch = {}) =>
  hrefOf("violations", { state, ...days });
/** Violations whose fine or points are still wanted and not known. */
export const violationsUnknown = (part: "fine" | "points", days: SpanSearch = {}) =>
  hrefOf("violations", { unknown: [part], ...days });
/** New ones, one of them open. */
export const newViolations = (open?: string) => hrefOf("violations", { new: true, open });
/** No longer listed since the last check. */
export const goneViolations = () => hrefOf("violations", { gone: true });
/** One violation, open among those of its vehicle. */
export const violationOf = (vehicle: string, open: string, left?: boolean) =>
  hrefOf("violations", { vehicle, open, left: left || undefined });

/** Those that got as far as this at the desk. */
export const violationsAt = (stage: Stage) => hrefOf("violations", { stage: [stage] });
/** Told, and the day is over. */
export const overdueViolations = () => hrefOf("violations", { overdue: true });
/** Handled and unpaid, and a late fee runs. */
export const lateFees = () => hrefOf("violations", { late_fee: true });

/** Drivers with at least so many points waiting. */
export const driversWithPoints = (points: number) => hrefOf("drivers", { points });
/** The driver in the drivers' side panel. */
export const driverOf = (name: string) => hrefOf("drivers", { open: name });

/** The plan for the whole garage. */
export const planOfAll = () => hrefOf("check", { view: "plan", who: "all" });
/** The batch under way, else the last one. */
export const runningBatch = () => hrefOf("check", { view: "batch" });
/** One batch, earlier or under way. */
export const batchOf = (batch: string, show?: "failed") => hrefOf("check", { view: "batch", batch, show });
/** The ledger. */
export const allCalls = () => hrefOf("check", { view: "calls" });
/** Paid calls whose answer cannot be read yet. */
export const unreadableCalls = () => hrefOf("check", { view: "calls", unread: true });
/** Doubtful calls that nobody settled. */
export const unsettledCalls = () => hrefOf("check", { view: "calls", unsettled: true });

/** The providers' accounts; without a provider the default one's form is open. */
export const accountSettings = (provider?: string) => hrefOf("settings", { section: "accounts", provider });
/** The schedule of the checks. */
export const scheduleSettings = () => hrefOf("settings", { section: "schedule" });
/** How the program looks, and where the window goes when it is closed. */
export const lookSettings = () => hrefOf("settings", { section: "look" });
/** What counts as fresh, and the month's cap. */
export const limitSettings = () => hrefOf("settings", { section: "limits" });

/** Those without a readable time, which no days can hold. */
export const undatedViolations = () => hrefOf("violations", { month: "" });

/** The rows behind one line of the totals, of these days where some are chosen. */
export function rowsOf(by: TotalsBy, { key, plate_type }: GroupTotals, days: SpanSearch = {}): string {
  if (by === "vehicle") return hrefOf("garage", { q: `${key}:${plate_type}` });
  if (by === "group") return hrefOf("garage", { group: [key] });
  return hrefOf("violations", { [by]: key, ...days });
}
