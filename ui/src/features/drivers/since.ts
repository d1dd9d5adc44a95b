import { formatFull } from "@/i18n/dates";
import { readMoment } from "@/shared/moments";

/** From when on somebody has a vehicle; null = nothing chosen yet. */
export type Since = { kind: "always" | "now" | "from"; text: string } | null;

/** What stands chosen until somebody chooses: since always is offered only where no driver ever had it. */
export const sinceKind = (since: Since, neverHad: boolean) => since?.kind ?? (neverHad ? "always" : "now");

/** As the core takes it: "" = from now, and since always where no driver ever had it. Null = unreadable. */
export function sinceForCore(since: Since, neverHad: boolean): string | null {
  const kind = sinceKind(since, neverHad);
  if (kind === "from") return readMoment(since?.text ?? "");
  return kind === "now" && neverHad ? formatFull(Date.now()) : "";
}
