import type { Totals } from "@/bindings/Totals";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { FineText, Unknown } from "@/shared/Money";

/** The core's own sums over everybody who matches: the rows above add up to them. */
export function DriverTotals({ totals }: { totals: Totals }) {
  const { t } = useTranslation(["drivers", "violations"]);
  const allUnknown = totals.fines_due_fen === 0 && totals.fines_unknown > 0;
  return (
    <>
      <span>
        {t("column.unpaid")} <b>{formatCount(totals.unpaid)}</b>
      </span>
      <span data-testid="drivers-due">
        {t("violations:totals.due")}{" "}
        <b>{allUnknown ? <Unknown /> : <FineText fen={totals.fines_due_fen} />}</b>
        {totals.fines_unknown > 0 && t("violations:totals.unknown", { count: totals.fines_unknown })}
      </span>
      <span>
        {t("violations:totals.points")} <b>{formatCount(totals.points_waiting)}</b>{" "}
        {t("violations:totals.pointsUnit")}
        {totals.points_unknown > 0 && t("violations:totals.unknown", { count: totals.points_unknown })}
      </span>
    </>
  );
}
