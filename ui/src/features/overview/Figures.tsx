import type { ReactNode } from "react";
import type { Overview } from "@/bindings/Overview";
import { useLanguage, useTranslation } from "@/i18n";
import { type Fen, fineInText, formatCount, formatFen } from "@/i18n/money";
import { useAppState } from "@/shared/data/appState";
import {
  allCalls,
  newViolations,
  UNPAID,
  unsettledCalls,
  vehiclesWith,
  violationsIs,
  violationsUnknown,
} from "@/shared/links";
import { Figure, FigureRow, Panel } from "@/shared/Panel";
import { type SpanSearch, toSpan } from "@/shared/span/span";
import { countOf, isUnknown } from "./known";
import css from "./overview.module.css";

type FiguresProps = { overview: Overview; days: SpanSearch };

/** Five figures in one panel; each leads to its rows. */
export function Figures({ overview, days }: FiguresProps) {
  return (
    <Panel className={css.figures}>
      <FigureRow>
        <FinesDue overview={overview} days={days} />
        <PointsWaiting overview={overview} days={days} />
        <Owing overview={overview} days={days} />
        <NewOnes overview={overview} />
        <Spent overview={overview} />
      </FigureRow>
    </Panel>
  );
}

type FigureLinkProps = { id: string; href: string; children: ReactNode };

function FigureLink({ id, href, children }: FigureLinkProps) {
  return (
    <a href={href} data-testid={`figure-${id}`}>
      {children}
    </a>
  );
}

/** The unit after a figure; English has ¥ before it, or the label says it already. */
function useUnit() {
  const english = useLanguage() === "en";
  return (unit: string) => (english ? undefined : unit);
}

/** "¥15,000" in English, the bare figure before its unit in Chinese. */
function useAmount() {
  const language = useLanguage();
  return (fen: Fen, places: 0 | 2) =>
    language === "en" ? `¥${formatFen(fen, places)}` : formatFen(fen, places);
}

function FinesDue({ overview, days }: FiguresProps) {
  const { t } = useTranslation(["overview", "common"]);
  const amount = useAmount();
  const unit = useUnit();
  const { totals } = overview;
  const nothingKnown = isUnknown(overview);
  const allUnknown = nothingKnown || (totals.fines_due_fen === 0 && totals.fines_unknown > 0);
  const unknown = totals.fines_unknown > 0 && (
    <>
      {t("figure.comma")}
      <a className="in-text" href={violationsUnknown("fine", days)}>
        {t("figure.fineUnknown", { count: totals.fines_unknown })}
      </a>
    </>
  );
  return (
    <Figure
      big
      label={t("figure.due")}
      value={
        <FigureLink id="due" href={violationsIs(UNPAID, days)}>
          {allUnknown ? t("common:money.unknown") : amount(totals.fines_due_fen, 0)}
        </FigureLink>
      }
      unit={allUnknown ? undefined : unit(t("common:money.unit"))}
      note={
        <>
          {nothingKnown
            ? t("noAnswer")
            : t("figure.unpaid", { count: totals.unpaid, shown: formatCount(totals.unpaid) })}
          {unknown}
        </>
      }
    />
  );
}

function PointsWaiting({ overview, days }: FiguresProps) {
  const { t } = useTranslation(["overview", "common"]);
  const unit = useUnit();
  const { totals } = overview;
  const nothingKnown = isUnknown(overview);
  const allUnknown = nothingKnown || (totals.points_waiting === 0 && totals.points_unknown > 0);
  const unknown = totals.points_unknown > 0 && (
    <>
      {t("figure.comma")}
      <a className="in-text" href={violationsUnknown("points", days)}>
        {t("figure.pointsUnknown", { count: totals.points_unknown })}
      </a>
    </>
  );
  return (
    <Figure
      big
      label={t("figure.points")}
      value={
        <FigureLink id="points" href={violationsIs(["unhandled"], days)}>
          {allUnknown ? t("common:money.unknown") : formatCount(totals.points_waiting)}
        </FigureLink>
      }
      unit={allUnknown ? undefined : unit(t("figure.pointsUnit"))}
      note={
        <>
          {nothingKnown
            ? t("noAnswer")
            : t("figure.unhandled", { count: totals.unhandled, shown: formatCount(totals.unhandled) })}
          {unknown}
        </>
      }
    />
  );
}

function Owing({ overview, days }: FiguresProps) {
  const { t } = useTranslation(["overview", "common"]);
  const unit = useUnit();
  const nothingKnown = isUnknown(overview);
  const note = t("figure.owingNote", {
    all: formatCount(overview.vehicles),
    clean: formatCount(countOf(overview, "clean")),
  });
  return (
    <Figure
      big
      label={t("figure.owing")}
      value={
        <FigureLink id="owing" href={toSpan(days) ? violationsIs(UNPAID, days) : vehiclesWith("owing")}>
          {nothingKnown ? t("common:money.unknown") : formatCount(overview.unpaid_vehicles)}
        </FigureLink>
      }
      unit={nothingKnown ? undefined : unit(t("figure.vehiclesUnit"))}
      note={nothingKnown ? t("noAnswer") : note}
    />
  );
}

function NewOnes({ overview }: { overview: Overview }) {
  const { t } = useTranslation(["overview", "common"]);
  const fresh = overview.new;
  const nothingKnown = isUnknown(overview);
  const unit = useUnit();
  const language = useLanguage();
  const known = fresh.fines_fen > 0 || fresh.fines_unknown === 0;
  const parts = [
    known && fineInText(fresh.fines_fen, language),
    fresh.fines_unknown > 0 && t("figure.fineUnknown", { count: fresh.fines_unknown }),
    t("figure.onVehicles", { count: fresh.vehicles }),
  ].filter(Boolean);
  return (
    <Figure
      big
      label={t("figure.new")}
      value={
        <FigureLink id="new" href={newViolations()}>
          {nothingKnown ? t("common:money.unknown") : formatCount(fresh.violations)}
        </FigureLink>
      }
      unit={nothingKnown ? undefined : unit(t("figure.rowsUnit"))}
      note={
        fresh.violations > 0
          ? parts.join(t("figure.comma"))
          : t(nothingKnown ? "noAnswer" : "figure.nothingNew")
      }
    />
  );
}

function Spent({ overview: { calls } }: { overview: Overview }) {
  const { t } = useTranslation(["overview", "common"]);
  const amount = useAmount();
  const unit = useUnit();
  const demo = useAppState()?.garage === "demo";
  const unpriced = calls.cost_fen === 0 && calls.cost_unknown > 0;
  return (
    <Figure
      big
      label={t("figure.spent")}
      value={
        <FigureLink id="spent" href={allCalls()}>
          {unpriced ? t("figure.noPrice") : amount(calls.cost_fen, 2)}
        </FigureLink>
      }
      unit={unpriced ? undefined : unit(t("common:money.unit"))}
      note={
        <>
          {demo && `${t("figure.demoMoney")}${t("figure.comma")}`}
          {t("figure.charged", { count: calls.charged, shown: formatCount(calls.charged) })}
          {calls.cost_unknown > 0 && !unpriced && (
            <>
              {t("figure.comma")}
              {t("figure.unpriced", { count: calls.cost_unknown })}
            </>
          )}
          {calls.doubtful > 0 && (
            <>
              {t("figure.comma")}
              <a className="in-text" href={unsettledCalls()}>
                {t("figure.doubtful", { count: calls.doubtful })}
              </a>
            </>
          )}
        </>
      }
    />
  );
}
