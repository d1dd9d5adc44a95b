import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { fineInText } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { NewPill, StateTag } from "@/shared/Chip";
import { SidePanel, SideSection } from "@/shared/Layout";
import { vehicleOf } from "@/shared/links";
import { Nothing, Unknown } from "@/shared/Money";
import { Facts } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { Skeleton } from "@/shared/Skeleton";
import { ErrorState, useSlow } from "@/shared/States";
import { showToast } from "@/shared/toast";
import { OwnNotes } from "./OwnNotes";
import { violationQuery } from "./queries";
import { Receipts } from "./receipts/Receipts";
import { SourceTable } from "./SourceTable";
import { StageTag } from "./StageTag";
import { StepButtons } from "./steps/StepButtons";
import { StepLog } from "./steps/StepLog";
import { one, useDoing } from "./useDoing";
import css from "./violations.module.css";
import { Whose } from "./Whose";

type PanelProps = { id: string; onClose: () => void; onPrevious?: () => void; onNext?: () => void };

const WIDTH = 404;

/** The window is put aside, or goes. */
const LEAVING = ["blur", "pagehide"] as const;

/** One violation beside the list. It counts as seen once it is left; `onPrevious` and `onNext` move on. */
export function ViolationPanel({ id, ...moves }: PanelProps) {
  const { t } = useTranslation("violations");
  const { data, error } = useQuery(violationQuery(id));
  const slow = useSlow(data === undefined);
  useSeen(id, data?.row.is_new === true);
  if (error) {
    return (
      <SidePanel {...moves} label={t("title")} heading={t("title")} width={WIDTH}>
        <ErrorState error={asCommandError(error)} />
      </SidePanel>
    );
  }
  if (!data) {
    return (
      <SidePanel
        {...moves}
        label={t("title")}
        heading={slow && <Skeleton width={114} height={28} />}
        width={WIDTH}
      >
        {null}
      </SidePanel>
    );
  }
  const { row } = data;
  return (
    <SidePanel {...moves} label={row.plate} heading={<Heading detail={data} />} width={WIDTH}>
      <Progress key={`progress ${row.id}`} detail={data} />
      <Receipts key={`receipts ${row.id}`} detail={data} />
      <Whose key={`whose ${row.id}`} detail={data} />
      <SideSection title={t("handling.title")}>
        <Handling row={row} />
      </SideSection>
      <SideSection title={t("mine.title")}>
        <OwnNotes key={row.id} detail={data} />
      </SideSection>
      <Answers detail={data} />
    </SidePanel>
  );
}

/** How far it got at this desk, what can be said next, and what was said so far. */
function Progress({ detail }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  const { row } = detail;
  const doing = useDoing({ ...one(row.id), fine: row.fine_fen });
  return (
    <SideSection
      title={t("column.stage")}
      end={row.due && <span className="muted">{t("log.due", { day: row.due })}</span>}
    >
      <div className={css.progress} data-testid="progress">
        <StageTag stage={row.stage} overdue={row.overdue} />
      </div>
      <div className={css.buttons}>
        <StepButtons
          testId="step"
          stage={row.stage}
          onStep={doing.step}
          onBack={detail.case ? doing.back : undefined}
        />
        <Button size="small" title="t" data-testid="tell" onClick={doing.tell}>
          {t("tell.verb")}
        </Button>
      </div>
      <StepLog steps={detail.steps} />
      {doing.dialog}
    </SideSection>
  );
}

/** What the providers wrote, word for word: read when something is in doubt. */
function Answers({ detail }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  const { sources, differing, row } = detail;
  const count = sources.length;
  return (
    <SideSection>
      <details className={css.answers} data-testid="answers">
        <summary>
          {t("answers", { count })}
          {differing.length > 0 && (
            <span className="muted">{t("differing", { count: differing.length })}</span>
          )}
        </summary>
        <SourceTable sources={sources} differing={differing} />
        {count > 1 && <p className={css.rule}>{t("merged")}</p>}
        {row.first_found && <p className={css.rule}>{t("firstFound")}</p>}
        {row.repeat > 1 && <p className={css.rule}>{t("repeat", { count: row.repeat })}</p>}
      </details>
    </SideSection>
  );
}

/** Where it can be handled. What the provider does not say is not guessed. */
function Handling({ row }: { row: ViolationRow }) {
  const { t } = useTranslation("violations");
  const online = row.online === null ? "unsaid" : row.online ? "yes" : "no";
  return (
    <div data-testid="handling">
      <Facts
        rows={[
          [t("handling.online"), online === "unsaid" ? <Nothing key="online" /> : t(`handling.${online}`)],
          [t("source.authority"), row.authority || <Nothing key="authority" />],
        ]}
      />
    </div>
  );
}

/** What was opened was seen. It is marked when it is left, be it for another program, so that nothing moves under the
    eyes: neither its pill nor its place in a list of new ones. What could not be marked stays new. */
function useSeen(id: string, isNew: boolean): void {
  useEffect(() => {
    if (!isNew) return;
    let isMarked = false;
    const mark = () => {
      if (!isMarked) void rpc("violation_opened", { id }).catch(() => undefined);
      isMarked = true;
    };
    for (const leaving of LEAVING) window.addEventListener(leaving, mark);
    return () => {
      for (const leaving of LEAVING) window.removeEventListener(leaving, mark);
      mark();
    };
  }, [id, isNew]);
}

function Heading({ detail }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  const { row } = detail;
  const copy = useCopy(detail);
  return (
    <div className={css.headline}>
      <div className="row">
        <a href={vehicleOf(row.vehicle)} title={t("toVehicle")}>
          <Plate plate={row.plate} plateType={row.plate_type} size="m" />
        </a>
        {row.is_new && <NewPill />}
        <span className="grow" />
        <Button kind="quiet" size="small" data-testid="copy-violation" onClick={() => void copy()}>
          {t("copy")}
        </Button>
      </div>
      <div className={css.act}>{row.act}</div>
      <div className="soft">
        {formatFull(row.time)} {row.place}
      </div>
      <div className={css.figures}>
        <FigureInText fen={row.fine_fen} />
        <span>{row.points === null ? <Unknown /> : t("pointsOf", { count: row.points })}</span>
        <StateTag full state={row.state} />
        <span className={css.who} title={row.driver ?? undefined}>
          {row.driver}
        </span>
      </div>
    </div>
  );
}

function FigureInText({ fen }: { fen: number | null }) {
  const language = useLanguage();
  return fen === null ? <Unknown /> : <b>{fineInText(fen, language)}</b>;
}

/** The row as a few lines for a chat: what a driver is sent. */
function useCopy({ row }: ViolationDetail): () => Promise<void> {
  const { t } = useTranslation(["violations", "common"]);
  const language = useLanguage();
  return async () => {
    const fine = row.fine_fen === null ? t("common:money.unknown") : fineInText(row.fine_fen, language);
    const points = row.points === null ? t("common:money.unknown") : t("pointsOf", { count: row.points });
    const lines = [
      `${row.plate} ${formatFull(row.time)}`,
      row.place,
      row.act,
      `${t("source.fine")} ${fine} · ${t("source.points")} ${points} · ${t(`common:stateFull.${row.state}`)}`,
    ];
    await navigator.clipboard.writeText(lines.join("\n"));
    showToast(t("copied"));
  };
}
