import type { ItemRow } from "@/bindings/ItemRow";
import type { Progress } from "@/bindings/Progress";
import type { Reason } from "@/bindings/Reason";
import type { SliceTone } from "@/shared/Bars";
import type { VehicleStatus } from "@/shared/Chip";

/** The outcomes of a batch, in the order of its bar; together they are `planned`. */
export const OUTCOMES = [
  ["clean", "clean"],
  ["owing", "owing"],
  ["no_data", "asking"],
  ["pending", "asking"],
  ["doubtful", "doubtful"],
  ["failed", "failed"],
  ["asking", "asking"],
  ["skipped", "skipped"],
  ["not_asked", "rest"],
] as const satisfies readonly (readonly [keyof Progress, SliceTone])[];

/** The terms of 「计划 186 = 有结果 138 + …」; those that are zero stay away. */
export const SUM_TERMS = [
  "answered",
  "no_data",
  "pending",
  "doubtful",
  "failed",
  "asking",
  "skipped",
  "not_asked",
] as const satisfies readonly (keyof Progress)[];

/** Vehicles with an outcome. */
export function done(batch: Progress): number {
  return batch.planned - batch.not_asked - batch.asking;
}

/** How an item's chip reads. */
export function itemStatus(item: ItemRow): VehicleStatus | null {
  switch (item.state) {
    case "asked":
      return "asking";
    case "answered":
      return item.unpaid > 0 ? "owing" : "clean";
    case "failed":
      if (item.reason === "vehicle_locked") return "locked";
      if (item.reason === "paid_unread") return "unreadable";
      return item.reason === "city_closed" || item.reason === "city" ? "city_closed" : "failed";
    case "no_data":
    case "pending":
    case "doubtful":
      return item.state;
    default:
      return null;
  }
}

/** Failures that another answer needs other data for. */
const NEEDS_DATA: readonly Reason[] = [
  "vehicle_refused",
  "vehicle_locked",
  "locked",
  "engine_missing",
  "frame_missing",
  "city_unknown",
  "in_doubt",
  "vehicle_note",
];

/** True where asking again would fail again until the vehicle's data is corrected. */
export const needsData = (item: ItemRow) => item.reason !== null && NEEDS_DATA.includes(item.reason);

/** Failures with one cause. `first` speaks for all of them: same reason, code and charge. */
export type FailureGroup = { key: string; first: ItemRow; items: ItemRow[] };

/** Failures with one cause stand together: same reason, code and charge. */
export function groupFailures(items: readonly ItemRow[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const item of items) {
    const key = `${item.reason}/${item.code}/${item.charge}`;
    const group = groups.get(key);
    if (group) group.items.push(item);
    else groups.set(key, { key, first: item, items: [item] });
  }
  return [...groups.values()];
}
