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

export const vehiclesWith = (status: VehicleStatus) => hrefOf("garage", { status: [status] });
export const vehiclesFound = (q: string) => hrefOf("garage", { q });
/** The same among those no longer in use. */
export const leftVehiclesFound = (q: string) => hrefOf("garage", { q, left: LEFT });
export const vehiclesOf = (driver: string) => hrefOf("garage", { driver: [driver] });
/** The vehicle in the garage's side panel. */
export const vehicleOf = (id: string) => hrefOf("garage", { open: id });
/** The vehicle in the garage's form. */
export const vehicleForm = (id: string) => hrefOf("garage", { edit: id });
export const importVehicles = () => hrefOf("garage", { import: true });

/** One vehicle's violations, in these states alone where some are named. */
export const violationsOf = (vehicle: string, state?: readonly ShownState[], left?: boolean) =>
  hrefOf("violations", { vehicle, state, left: left || undefined });
/** A driver's violations at the time; "" is nobody. */
export const violationsBy = (driver: string, state?: readonly ShownState[]) =>
  hrefOf("violations", { driver, state });
export const violationsIn = (month: string, state?: readonly ShownState[]) =>
  hrefOf("violations", { month, state });
export const violationsLike = (name: "act" | "place" | "city", key: string, days: SpanSearch = {}) =>
  hrefOf("violations", { [name]: key, state: UNPAID, ...days });
export const violationsIs = (state: readonly ShownState[], days: SpanSearch = {}) =>
  hrefOf("violations", { state, ...days });
export const violationsUnknown = (part: "fine" | "points", days: SpanSearch = {}) =>
  hrefOf("violations", { unknown: [part], ...days });
/** New ones, one of them open. */
export const newViolations = (open?: string) => hrefOf("violations", { new: true, open });
/** No longer listed since the last check. */
export const goneViolations = () => hrefOf("violations", { gone: true });
export const violationOf = (vehicle: string, open: string) => hrefOf("violations", { vehicle, open });

/** Those that got as far as this at the desk. */
export const violationsAt = (stage: Stage) => hrefOf("violations", { stage: [stage] });
export const overdueViolations = () => hrefOf("violations", { overdue: true });
export const lateFees = () => hrefOf("violations", { late_fee: true });

/** Drivers with at least so many points waiting. */
export const driversWithPoints = (points: number) => hrefOf("drivers", { points });
export const driverOf = (name: string) => hrefOf("drivers", { open: name });

export const planOfAll = () => hrefOf("check", { view: "plan", who: "all" });
export const runningBatch = () => hrefOf("check", { view: "batch" });
/** One batch, earlier or under way. */
export const batchOf = (batch: string, show?: "failed") => hrefOf("check", { view: "batch", batch, show });
export const allCalls = () => hrefOf("check", { view: "calls" });
export const unreadableCalls = () => hrefOf("check", { view: "calls", unread: true });
export const unsettledCalls = () => hrefOf("check", { view: "calls", unsettled: true });

export const accountSettings = (provider?: string) => hrefOf("settings", { section: "accounts", provider });
export const scheduleSettings = () => hrefOf("settings", { section: "schedule" });
export const lookSettings = () => hrefOf("settings", { section: "look" });
export const limitSettings = () => hrefOf("settings", { section: "limits" });

/** Those without a readable time, which no days can hold. */
export const undatedViolations = () => hrefOf("violations", { month: "" });

/** The rows behind one line of the totals, of these days where some are chosen. */
export function rowsOf(by: TotalsBy, { key, plate_type }: GroupTotals, days: SpanSearch = {}): string {
  if (by === "vehicle") return hrefOf("garage", { q: `${key}:${plate_type}` });
  if (by === "group") return hrefOf("garage", { group: [key] });
  return hrefOf("violations", { [by]: key, ...days });
}
