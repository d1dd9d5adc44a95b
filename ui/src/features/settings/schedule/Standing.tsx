import type { Hindrance } from "@/bindings/Hindrance";
import type { ScheduledRun } from "@/bindings/ScheduledRun";
import type { ScheduleView } from "@/bindings/ScheduleView";
import { FailedRun, StuckRun } from "@/features/check";
import { useTranslation } from "@/i18n";
import { formatComing, formatWhen } from "@/i18n/dates";
import { Icon } from "@/shared/Icon";
import { accountSettings, batchOf, importVehicles } from "@/shared/links";
import { Facts, Note } from "@/shared/Panel";
import css from "../settings.module.css";

type StandingProps = {
  view: ScheduleView;
  /** When this was true. */
  now: number;
};

/** When the next one is, what came of the last one, and what is in the way. */
export function Standing({ view, now }: StandingProps) {
  const { t } = useTranslation("settings");
  const { schedule, next_at, last, stuck, hindrance } = view;
  const next =
    next_at === null ? t("schedule.off") : next_at > now ? formatComing(next_at, now) : t("schedule.waits");
  return (
    <div className={css.standing}>
      <Facts
        rows={[
          [
            t("schedule.next"),
            <span data-testid="schedule-next" key="next">
              {next}
            </span>,
            "next",
          ],
          [t("schedule.last"), <LastRun run={last} key="last" />, "last"],
        ]}
      />
      {schedule.on && hindrance && <InTheWay hindrance={hindrance} provider={schedule.provider} />}
      {stuck && <StuckRun onSettings error={stuck} />}
      {last && !stuck && <FailedRun onSettings run={last} />}
    </div>
  );
}

function LastRun({ run }: { run: ScheduledRun | null }) {
  const { t } = useTranslation("settings");
  const when = run && formatWhen(run.at);
  const outcome = run?.outcome;
  const words = () => {
    if (outcome?.kind === "began") return t("schedule.began", { when });
    if (outcome?.kind === "nothing_to_ask") return t("schedule.nothing", { when });
    if (outcome?.kind === "beginning") return t("schedule.beginning", { when });
    // Why it failed stands below, in full.
    return when ?? t("schedule.never");
  };
  return (
    <span data-testid="schedule-last">
      {words()}{" "}
      {outcome?.kind === "began" && (
        <a href={batchOf(outcome.batch)}>{t("schedule.batch", { number: outcome.number })}</a>
      )}
    </span>
  );
}

function InTheWay({ hindrance, provider }: { hindrance: Hindrance; provider: string | null }) {
  const { t } = useTranslation("settings");
  return (
    <div data-testid="schedule-hindrance">
      <Note icon={<Icon name="attention" />}>
        {t(`schedule.hindrance.${hindrance}`)}{" "}
        {hindrance !== "demo" && hindrance !== "busy" && (
          <a
            className="in-text"
            href={hindrance === "no_vehicle" ? importVehicles() : accountSettings(provider ?? undefined)}
          >
            {t(`schedule.cure.${hindrance}`)}
          </a>
        )}
      </Note>
    </div>
  );
}
