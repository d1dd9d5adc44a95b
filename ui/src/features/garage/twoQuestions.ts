import type { VehicleRow } from "@/bindings/VehicleRow";
import type { Owes, VehicleStatus } from "@/shared/Chip";

/* A vehicle is asked about two things, and one answer never hides the other: what it owes, and how the last check went. */

/**
 * What it owes as far as anybody found out; a failed or unconfirmed check since then changes nothing of it.
 * 「查无数据」 is an answer, but it tells nothing of what the vehicle owes.
 */
export function owesOf({
  totals,
  checked_at,
  status,
}: Pick<VehicleRow, "totals" | "checked_at" | "status">): Owes {
  if (totals.unpaid > 0) return "unpaid";
  if (status === "no_data" && totals.violations === 0) return "unknown";
  return checked_at === null ? "unknown" : "clear";
}

/** How the last check went; an answer is an answer, whatever it says of money. */
export const lastResult = (status: VehicleRow["status"]): VehicleStatus =>
  status === "owing" || status === "clean" ? "checked" : status;
