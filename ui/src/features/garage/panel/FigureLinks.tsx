import type { ReactNode } from "react";
import type { VehicleRow } from "@/bindings/VehicleRow";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount, formatFen } from "@/i18n/money";
import { UNPAID, violationsOf } from "@/shared/links";
import { Unknown, Zero } from "@/shared/Money";
import { owesOf } from "../twoQuestions";
import css from "./panel.module.css";

/** Fines, points and rows that are open; each leads to its rows. */
export function FigureLinks({ row }: { row: VehicleRow }) {
  const { t } = useTranslation("garage");
  const chinese = useLanguage() !== "en";
  const { totals, vehicle } = row;
  const left = row.left !== null;
  const isKnown = owesOf(row) !== "unknown";
  const fines = `${chinese ? "" : "¥"}${formatFen(totals.fines_due_fen, 0)}`;
  return (
    <div className={css.figures}>
      <Figure
        isKnown={isKnown}
        label={t("panel.due")}
        href={violationsOf(vehicle.id, UNPAID, left)}
        known={totals.fines_due_fen}
        unknown={totals.fines_unknown}
        text={fines}
        unit={chinese ? t("panel.yuan") : ""}
      />
      <Figure
        isKnown={isKnown}
        label={t("panel.points")}
        href={violationsOf(vehicle.id, ["unhandled"], left)}
        known={totals.points_waiting}
        unknown={totals.points_unknown}
        text={formatCount(totals.points_waiting)}
        unit={t("panel.pointUnit", { count: totals.points_waiting })}
      />
      <Figure
        isKnown={isKnown}
        label={t("panel.unpaid")}
        href={violationsOf(vehicle.id, UNPAID, left)}
        known={totals.unpaid}
        unknown={0}
        text={formatCount(totals.unpaid)}
        unit={t("panel.rowUnit", { count: totals.unpaid })}
      />
    </div>
  );
}

type FigureProps = {
  label: string;
  href: string;
  known: number;
  unknown: number;
  text: string;
  unit: string;
  /** Anything was ever found out: then none is 0. */
  isKnown: boolean;
};

function Figure({ label, href, known, unknown, text, unit, isKnown }: FigureProps) {
  const { t } = useTranslation("garage");
  const link = (inside: ReactNode) => (
    <a className={css.figureLink} href={href}>
      {inside}
    </a>
  );
  const amount = (
    <>
      {link(text)}
      <span className="unit">{unit}</span>
    </>
  );
  const zero = isKnown ? <Zero /> : <Unknown />;
  const value = known > 0 ? amount : unknown > 0 ? link(<Unknown />) : zero;
  return (
    <div>
      <div className="soft">{label}</div>
      <div className={css.value}>{value}</div>
      {known > 0 && unknown > 0 && <div className={css.small}>{t("unknownRows", { count: unknown })}</div>}
    </div>
  );
}
