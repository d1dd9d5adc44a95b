import type { ReactNode } from "react";
import type { Overview } from "@/bindings/Overview";
import type { Todo } from "@/bindings/Todo";
import type { TodoKind } from "@/bindings/TodoKind";
import type { TodoLine } from "@/bindings/TodoLine";
import type { VehicleStatus } from "@/bindings/VehicleStatus";
import { checkSelection } from "@/features/check";
import { DUE_SOON } from "@/features/due";
import { useLanguage, useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { Chip, StatusChip, type Tone } from "@/shared/Chip";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import type { IconName } from "@/shared/Icon";
import {
  driversWithPoints,
  lateFees,
  overdueViolations,
  planOfAll,
  unreadableCalls,
  unsettledCalls,
  vehiclesWith,
  violationsAt,
} from "@/shared/links";
import { FineText } from "@/shared/Money";
import { Panel } from "@/shared/Panel";
import css from "./overview.module.css";

/** Opens the plan for the vehicles of one status; nothing is asked before the plan is confirmed. */
function planFor(status: VehicleStatus): void {
  checkSelection({ kind: "matching", filter: { ...EVERY_VEHICLE, status: [status] }, except: [] });
}

type Look = { tone: Tone; icon: IconName };

/** What waits at the desk has chips of its own; the rest has those of the vehicles' statuses. */
const DESK = {
  overdue: { tone: "failed", icon: "clock" },
  still_there: { tone: "failed", icon: "attention" },
  unclaimed: { tone: "owing", icon: "question" },
  untold: { tone: "owing", icon: "attention" },
  points: { tone: "owing", icon: "attention" },
  late_fee: { tone: "owing", icon: "clock" },
  incomplete: { tone: "quiet", icon: "edit" },
} satisfies Partial<Record<TodoKind, Look>>;

/** Due dates are listed below on the page, by how near they are. */
type DueLine = TodoLine & { rows: { rows: "due_dates" } };
type Kind = Exclude<TodoKind, `due_${string}`>;
type OtherLine = TodoLine & { kind: Kind };

const isDue = (line: TodoLine): line is DueLine => line.rows.rows === "due_dates";

const isOfDesk = (kind: Kind): kind is keyof typeof DESK => kind in DESK;

/** Where just the rows of a line are listed. */
const ROWS: Record<Kind, (line: TodoLine) => string> = {
  overdue: overdueViolations,
  still_there: () => violationsAt("still_there"),
  unclaimed: () => violationsAt("unclaimed"),
  untold: () => violationsAt("untold"),
  points: () => driversWithPoints(9),
  late_fee: lateFees,
  doubtful: unsettledCalls,
  unreadable: unreadableCalls,
  failed: () => vehiclesWith("failed"),
  locked: () => vehiclesWith("locked"),
  incomplete: planOfAll,
  never_asked: () => vehiclesWith("never_asked"),
  pending: () => vehiclesWith("pending"),
};

function LineChip({ kind }: { kind: Kind }) {
  const { t } = useTranslation("overview");
  if (isOfDesk(kind)) return <Chip {...DESK[kind]}>{t(`step.chip.${kind}`)}</Chip>;
  return <StatusChip status={kind} />;
}

/** What is known of a line beside its count: money, points, or what can be asked again free. */
function LineText({ line }: { line: OtherLine }) {
  const { t } = useTranslation("overview");
  if (line.kind === "failed" && line.free_again > 0) return t("step.failedFree", { count: line.free_again });
  if (line.kind === "points") {
    const said = t("step.text.points", { points: line.points ?? 0 });
    const parts = [
      said + (line.points_unknown > 0 ? t("step.unknown", { count: line.points_unknown }) : ""),
      line.below_unknown > 0 && t("step.belowUnknown", { count: line.below_unknown }),
    ];
    return parts.filter(Boolean).join(" · ");
  }
  const fen = line.kind === "late_fee" ? line.late_fee_fen : line.fines_fen;
  if (fen === null) return t(`step.text.${line.kind}`);
  return (
    <>
      {t(`step.text.${line.kind}`)} · {t(line.kind === "late_fee" ? "step.lateFee" : "step.fines")}{" "}
      <FineText fen={fen} />
      {line.fines_unknown > 0 && t("step.unknown", { count: line.fines_unknown })}
    </>
  );
}

/** One way on: to just these rows, or to a plan of them. */
function LineWay({ line }: { line: OtherLine }) {
  const { t } = useTranslation("overview");
  const { kind, count, free_again } = line;
  const plan = (status: VehicleStatus, words: string): ReactNode => (
    <button type="button" className="link" onClick={() => planFor(status)}>
      {words}
    </button>
  );
  if (kind === "failed" && free_again > 0) return plan(kind, t("step.retry", { count: free_again }));
  if (kind === "never_asked") return plan(kind, t("step.check", { count }));
  return <a href={ROWS[kind](line)}>{t(`step.way.${kind}`)}</a>;
}

/** The manager's day, the most pressing first; the core decides what is in it. */
export function NextSteps({ overview: { todo } }: { overview: Overview }) {
  const { t } = useTranslation("overview");
  return (
    <Panel copies title={t("step.title")}>
      {todo.lines.length === 0 && <NothingToDo todo={todo} />}
      <ul data-testid="next-steps">
        {todo.lines.map((line) =>
          isDue(line) ? (
            <DueStep key={line.kind} line={line} />
          ) : (
            <OtherStep key={line.kind} line={line as OtherLine} />
          ),
        )}
      </ul>
    </Panel>
  );
}

function OtherStep({ line }: { line: OtherLine }) {
  const { t } = useTranslation("overview");
  // English has short room, and most lines say by their chips what they count.
  const english = useLanguage() === "en";
  return (
    <Step
      id={line.kind}
      chip={<LineChip kind={line.kind} />}
      count={line.count}
      unit={
        line.rows.rows === "calls" || !english
          ? t(`step.unit.${line.rows.rows as "calls"}`, { count: line.count })
          : null
      }
      text={<LineText line={line} />}
      way={<LineWay line={line} />}
    />
  );
}

type StepProps = {
  id: string;
  chip: ReactNode;
  count: number;
  unit: string | null;
  text: ReactNode;
  way: ReactNode;
};

function Step({ id, chip, count, unit, text, way }: StepProps) {
  return (
    <li className={css.step} data-testid={`step-${id}`}>
      <span className={css.stepChip}>{chip}</span>
      <span className={css.stepText}>
        <b>{formatCount(count)}</b>
        {unit !== null && <span className="unit">{unit}</span>} <span className="soft">{text}</span>
      </span>
      <span className="nowrap" data-silent>
        {way}
      </span>
    </li>
  );
}

/** What is over, and what runs out in the next days; the list stands below on the page. */
function DueStep({ line: { count, rows } }: { line: DueLine }) {
  const { step } = rows;
  const { t } = useTranslation(["overview", "common"]);
  const show = () => {
    const list = document.getElementById(DUE_SOON);
    list?.scrollIntoView({ block: "start" });
    list?.focus({ preventScroll: true });
  };
  const tone = step === "overdue" ? "failed" : step === "within_7" ? "owing" : "quiet";
  return (
    <Step
      id={`due-${step}`}
      chip={
        <Chip tone={tone} icon="clock">
          {t(`common:due.step.${step}`)}
        </Chip>
      }
      count={count}
      unit={t("step.unit.dates", { count })}
      text={t("step.text.due")}
      way={
        <button type="button" className="link" onClick={show}>
          {t("step.way.due")}
        </button>
      }
    />
  );
}

/** Nothing means something only with what was looked at. */
function NothingToDo({ todo }: { todo: Todo }) {
  const { t } = useTranslation("overview");
  const [vehicles, violations] = [formatCount(todo.vehicles), formatCount(todo.violations)];
  return (
    <p className={css.none}>
      {t("step.none")} {t("step.lookedAt", { vehicles, violations })}
      {todo.last_check !== null && t("step.lastCheck", { when: formatWhen(todo.last_check) })}
    </p>
  );
}
