import type { VehicleStatus } from "@/bindings/VehicleStatus";

/* Addresses of the rows behind a number. Lists and flags stand in the address as JSON, as the router reads them. */
function hash(page: string, search: Record<string, unknown>): string {
  const pairs = Object.entries(search).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return `#/${page}?${new URLSearchParams(pairs)}`;
}

export const garageOf = (status: VehicleStatus) => hash("garage", { status: [status] });
/** The vehicle in the garage's side panel. */
export const vehicleOf = (id: string) => hash("garage", { open: id });
/** The vehicle in the garage's form. */
export const editOf = (id: string) => hash("garage", { edit: id });
export const garageSearchFor = (q: string) => hash("garage", { q });
export const newViolations = () => hash("violations", { new: true });
export const settingsOf = (provider?: string) =>
  hash("settings", { section: "accounts", ...(provider && { provider }) });
export const scheduleSettings = () => hash("settings", { section: "schedule" });
export const lookSettings = () => hash("settings", { section: "look" });
export const limitSettings = () => hash("settings", { section: "limits" });
export const importVehicles = () => hash("garage", { import: true });
/** One batch, earlier or under way. */
export const batchOf = (id: string) => hash("check", { view: "batch", batch: id });
export const unreadableCalls = () => hash("check", { view: "calls", unread: true });
export const unsettledCalls = () => hash("check", { view: "calls", unsettled: true });
