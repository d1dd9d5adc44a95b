import type { CheckRequest } from "@/bindings/CheckRequest";
import type { Reason } from "@/bindings/Reason";
import type { Selection } from "@/bindings/Selection";
import type { SkippedBy } from "@/bindings/SkippedBy";
import { parseYuan } from "@/i18n/money";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import type { CheckSearch } from "../search";

/** Whom a plan asks: everybody, one group, or what another page chose. */
export type Who = NonNullable<CheckSearch["who"]>;

/** Whom the address means: everybody, unless the person picked others for this very plan. */
export function whoIsMeant(search: CheckSearch, chosen: Selection | null): Who {
  if (search.who === "chosen") return chosen ? "chosen" : "all";
  return search.who ?? "all";
}

function selectionOf(search: CheckSearch, chosen: Selection | null): Selection | null {
  const who = whoIsMeant(search, chosen);
  if (who === "chosen") return chosen;
  if (who === "all" || search.group === undefined) return null;
  return { kind: "matching", filter: { ...EVERY_VEHICLE, group: [search.group] }, except: [] };
}

/** What the address and the choice ask for. `defaultFresh` is the garage's own setting. */
export function planRequest(
  search: CheckSearch,
  chosen: Selection | null,
  defaultFresh: number,
  except: string[] = [],
): CheckRequest {
  const fresh = search.fresh ?? defaultFresh;
  return {
    selection: selectionOf(search, chosen),
    except,
    provider: search.provider ?? null,
    fresh_within_hours: fresh > 0 ? fresh : null,
    max_cost_fen: parseYuan(search.cap ?? "") ?? null,
    include_doubtful: search.doubtful ?? false,
    // Absent: as the garage's settings say.
    take_other: search.other ?? null,
    concurrency: null,
    rate: null,
  };
}

/** Why a vehicle of a plan is not asked, in the kinds that the core counts. */
export type SkipKind = keyof SkippedBy;

/** In the order in which something can be done about them. */
export const SKIP_KINDS: readonly SkipKind[] = [
  "fresh",
  "incomplete",
  "unsupported",
  "locked",
  "doubtful",
  "pending",
  "unreadable",
  "city",
  "left",
];

/** Several reasons are counted as one kind. */
export function skipKind(reason: Reason): SkipKind | null {
  switch (reason) {
    case "engine_missing":
    case "frame_missing":
    case "city_unknown":
    case "in_doubt":
      return "incomplete";
    case "plate_type_unsupported":
    case "unsupported":
      return "unsupported";
    case "city_closed":
    case "city":
      return "city";
    case "paid_unread":
      return "unreadable";
    case "left":
    case "fresh":
    case "locked":
    case "doubtful":
    case "pending":
      return reason;
    default:
      return null;
  }
}
