import type { ReactNode } from "react";
import type { Overview } from "@/bindings/Overview";
import type { VehicleStatus } from "@/bindings/VehicleStatus";
import { checkSelection } from "@/features/check";
import { DUE_SOON } from "@/features/due";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Chip, StatusChip } from "@/shared/Chip";
import { useAppState } from "@/shared/data/appState";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { planOfAll, unreadableCalls, unsettledCalls, vehiclesWith } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import css from "./overview.module.css";

/** Opens the plan for the vehicles of one status; nothing is asked before the plan is confirmed. */
function planFor(status: VehicleStatus): void {
  checkSelection({ kind: "matching", filter: { ...EVERY_VEHICLE, status: [status] }, except: [] });
}

type Unit = "vehicles" | "calls" | "dates";
type Step = { id: string; chip: ReactNode; count: number; unit?: Unit; text: string; way: ReactNode };

/** What to do, as verbs with counts, the most pressing first. */
function useSteps(overview: Overview): Step[] {
  const { t } = useTranslation(["overview", "common"]);
  const unsettled = useAppState()?.doubtful_calls ?? 0;
  const unread = useAppState()?.unreadable_calls ?? 0;
  const of = (status: VehicleStatus) => overview.statuses.find((one) => one.status === status)?.count ?? 0;
  const plan = (status: VehicleStatus, words: string) => (
    <button type="button" className="link" onClick={() => planFor(status)}>
      {words}
    </button>
  );
  const free = overview.free_again;
  const steps: Step[] = [
    {
      id: "doubtful",
      chip: <StatusChip status="doubtful" />,
      count: unsettled,
      unit: "calls",
      text: t("step.doubtful"),
      way: <a href={unsettledCalls()}>{t("step.settle")}</a>,
    },
    {
      id: "unreadable",
      chip: <StatusChip status="unreadable" />,
      count: unread,
      unit: "calls",
      text: t("step.unreadable"),
      way: <a href={unreadableCalls()}>{t("step.see")}</a>,
    },
    {
      id: "failed",
      chip: <StatusChip status="failed" />,
      count: of("failed"),
      text: free > 0 ? t("step.failedFree", { count: free }) : t("step.failed"),
      way:
        free > 0 ? (
          plan("failed", t("step.retry", { count: free }))
        ) : (
          <a href={vehiclesWith("failed")}>{t("step.see")}</a>
        ),
    },
    {
      id: "locked",
      chip: <StatusChip status="locked" />,
      count: of("locked"),
      text: t("step.locked"),
      way: <a href={vehiclesWith("locked")}>{t("step.correct")}</a>,
    },
    {
      id: "incomplete",
      count: overview.incomplete,
      text: t("step.incomplete"),
      chip: (
        <Chip tone="quiet" icon="edit">
          {t("step.incompleteChip")}
        </Chip>
      ),
      way: <a href={planOfAll()}>{t("step.fillIn")}</a>,
    },
    {
      id: "never",
      chip: <StatusChip status="never_asked" />,
      count: of("never_asked"),
      text: t("step.never"),
      way: plan("never_asked", t("step.check", { count: of("never_asked") })),
    },
    {
      id: "pending",
      chip: <StatusChip status="pending" />,
      count: of("pending"),
      text: t("step.pending"),
      way: <a href={vehiclesWith("pending")}>{t("step.see")}</a>,
    },
    ...dueSteps(overview, t),
  ];
  return steps.filter((step) => step.count > 0);
}

type Say = ReturnType<typeof useTranslation<["overview", "common"]>>["t"];

const UNITS = {
  vehicles: "figure.vehiclesUnit",
  calls: "step.callsUnit",
  dates: "step.datesUnit",
} as const;

/** What is over, and what runs out in the next days; the list stands below on the page. */
function dueSteps({ due }: Overview, t: Say): Step[] {
  const show = () => {
    const list = document.getElementById(DUE_SOON);
    list?.scrollIntoView({ block: "start" });
    list?.focus({ preventScroll: true });
  };
  return due.map(({ step, count }) => ({
    id: `due-${step}`,
    chip: (
      <Chip tone={step === "overdue" ? "failed" : step === "within_7" ? "owing" : "quiet"} icon="clock">
        {t(`common:due.step.${step}`)}
      </Chip>
    ),
    count,
    unit: "dates",
    text: t("step.due"),
    way: (
      <button type="button" className="link" onClick={show}>
        {t("step.see")}
      </button>
    ),
  }));
}

export function NextSteps({ overview }: { overview: Overview }) {
  const { t } = useTranslation("overview");
  const steps = useSteps(overview);
  // English has short room, and the panel is about vehicles anyway.
  const english = useLanguage() === "en";
  return (
    <Panel title={t("step.title")}>
      {steps.length === 0 && <p className={css.none}>{t("step.none")}</p>}
      <ul data-testid="next-steps">
        {steps.map((step) => (
          <li key={step.id} className={css.step} data-testid={`step-${step.id}`}>
            <span className={css.stepChip}>{step.chip}</span>
            <span className={css.stepText} title={step.text}>
              <b>{formatCount(step.count)}</b>
              {(step.unit !== undefined || !english) && (
                <span className="unit">{t(UNITS[step.unit ?? "vehicles"])}</span>
              )}{" "}
              <span className="soft">{step.text}</span>
            </span>
            <span className="nowrap">{step.way}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
