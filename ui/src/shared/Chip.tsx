import { memo, type ReactNode } from "react";
import { useTranslation } from "@/i18n";
import css from "./Chip.module.css";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

/** What a colour of the product can mean; `quiet` and `clean` have no ground. */
export type Tone = "owing" | "clean" | "passed" | "doubtful" | "failed" | "info" | "quiet";

/** Glyph and word together: colour never says anything alone. */
export function Chip({ tone, icon, children }: { tone: Tone; icon: IconName; children: ReactNode }) {
  return (
    <span className={cx(css.chip, css[tone])}>
      <Icon name={icon} small />
      {children}
    </span>
  );
}

type Look = { tone: Tone; icon: IconName };

/** Statuses of a vehicle (cli contract, `vehicles`), and some that only a list or a running batch shows. */
const STATUSES = {
  owing: { tone: "owing", icon: "attention" },
  clean: { tone: "clean", icon: "tick" },
  doubtful: { tone: "doubtful", icon: "question" },
  failed: { tone: "failed", icon: "close" },
  locked: { tone: "failed", icon: "lock" },
  unreadable: { tone: "info", icon: "question" },
  no_data: { tone: "info", icon: "dash" },
  pending: { tone: "info", icon: "clock" },
  never_asked: { tone: "quiet", icon: "ring" },
  /** Answered, whatever it owes. */
  checked: { tone: "clean", icon: "tick" },
  asking: { tone: "info", icon: "dots" },
  city_closed: { tone: "info", icon: "pause" },
} satisfies Record<string, Look>;

/** A status that has a chip. */
export type VehicleStatus = keyof typeof STATUSES;
/** Every status that has a chip. */
export const VEHICLE_STATUSES = Object.keys(STATUSES) as VehicleStatus[];

/** A vehicle's status as glyph and word. */
export const StatusChip = memo(function StatusChip({ status }: { status: VehicleStatus }) {
  const { t } = useTranslation();
  return <Chip {...STATUSES[status]}>{t(`status.${status}`)}</Chip>;
});

/** What a vehicle owes: unpaid violations, none, or not known since nothing was ever found out. */
export type Owes = "unpaid" | "clear" | "unknown";

/** What a vehicle owes as glyph and word; `count` is how many violations are unpaid. */
export const OwesChip = memo(function OwesChip({ owes, count }: { owes: Owes; count: number }) {
  const { t } = useTranslation();
  if (owes === "unknown") return <span className="muted">{t("money.unknown")}</span>;
  if (owes === "clear") return <Chip {...STATUSES.clean}>{t("status.clean")}</Chip>;
  return <Chip {...STATUSES.owing}>{t("status.owingCount", { count })}</Chip>;
});

/** States of a violation (cli contract, `violations`). */
const STATES = {
  unhandled: { tone: "owing", icon: "attention" },
  handled_unpaid: { tone: "owing", icon: "clock" },
  paid: { tone: "quiet", icon: "tick" },
  no_longer_returned: { tone: "quiet", icon: "dash" },
} satisfies Record<string, Look>;

/** A violation's state as the providers tell it; how far it got at the desk is its stage. */
type ViolationState = keyof typeof STATES;

type StateProps = { state: ViolationState; full?: boolean };

/** Short words in a table; `full` gives the official ones for a panel. */
export const StateTag = memo(function StateTag({ state, full = false }: StateProps) {
  const { t } = useTranslation();
  return <Chip {...STATES[state]}>{full ? t(`stateFull.${state}`) : t(`state.${state}`)}</Chip>;
});

/** New and not seen yet: the only solid fill, so that it is seen first. Nothing for none. */
export const NewPill = memo(function NewPill({ count, label }: { count?: number; label?: string }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const words = count === undefined ? t("new.one") : t("new.count", { count });
  return <span className={css.pill}>{label ?? words}</span>;
});
