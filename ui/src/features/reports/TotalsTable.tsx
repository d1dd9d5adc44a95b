import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { FleetTotals } from "@/bindings/FleetTotals";
import type { GroupTotals } from "@/bindings/GroupTotals";
import type { Totals } from "@/bindings/Totals";
import type { TotalsBy } from "@/bindings/TotalsBy";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { columnPlaces, formatCount } from "@/i18n/money";
import { rowsOf, undatedViolations } from "@/shared/links";
import { Count, MoneyWithUnknown } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import { Skeleton } from "@/shared/Skeleton";
import { ErrorState, useSlow } from "@/shared/States";
import { Undated } from "@/shared/span/SpanChoice";
import { type SpanSearch, toSpan } from "@/shared/span/span";
import css from "./reports.module.css";

const SHOWN = 200;

/** Totals by one key, in the core's own order; the file holds all of them. */
export function TotalsTable({ by, days }: { by: TotalsBy; days: SpanSearch }) {
  const { t } = useTranslation("reports");
  const span = toSpan(days);
  const totals = useQuery({
    queryKey: ["violations", "totals", by, span],
    queryFn: () => rpc("totals", { by, span }),
    placeholderData: keepPreviousData,
  });
  const slow = useSlow(totals.isPending);
  if (totals.error) return <ErrorState error={asCommandError(totals.error)} />;
  if (!totals.data) return slow ? <Waiting /> : null;
  const places = columnPlaces(totals.data.groups.map((group) => group.fines_due_fen));
  return (
    <div className={css.roll}>
      <table className={css.table} data-testid="totals-table">
        <thead>
          <tr>
            <th>{t(`dimension.${by}`)}</th>
            <th className="num">{t("column.vehicles")}</th>
            <th className="num">{t("column.unhandled")}</th>
            <th className="num">{t("column.unpaid")}</th>
            <th className="num">{t("column.due")}</th>
            <th className="num">{t("column.points")}</th>
          </tr>
        </thead>
        <tbody>
          {totals.data.groups.slice(0, SHOWN).map((group) => (
            <tr key={`${group.key}:${group.plate_type}`}>
              <td>
                <a href={rowsOf(by, group, days)}>
                  <Key by={by} group={group} />
                </a>
              </td>
              <td className="num">
                <Unanswered count={group.unanswered} />
                {formatCount(group.vehicles)}
              </td>
              <Sums totals={group} isKnown={group.unanswered < group.vehicles} places={places} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Foot totals={totals.data} places={places} />
        </tfoot>
      </table>
      {totals.data.undated > 0 && (
        <p className={css.more}>
          <Undated count={totals.data.undated} href={undatedViolations()} />
        </p>
      )}
      {totals.data.groups.length > SHOWN && (
        <p className={css.more}>{t("more", { count: totals.data.groups.length - SHOWN })}</p>
      )}
    </div>
  );
}

function Foot({ totals, places }: { totals: FleetTotals; places: 0 | 2 }) {
  const { t } = useTranslation("reports");
  return (
    <tr data-testid="totals-sum">
      <td>{t("sum")}</td>
      {/* One vehicle stands in several rows: there is no sum of them. */}
      <td className="num">
        <Unanswered count={totals.unanswered} />
      </td>
      <Sums totals={totals} isKnown={totals.unanswered < totals.vehicles} places={places} />
    </tr>
  );
}

function Key({ by, group }: { by: TotalsBy; group: GroupTotals }) {
  const { t } = useTranslation("reports");
  if (group.plate_type) return <Plate plate={group.key} plateType={group.plate_type} />;
  return group.key || t(`nobody.${by}`);
}

function Unanswered({ count }: { count: number }) {
  const { t } = useTranslation("reports");
  return count > 0 ? <span className="muted">{t("unanswered", { count })} </span> : null;
}

type SumsProps = { totals: Totals; isKnown: boolean; places: 0 | 2 };

function Sums({ totals, isKnown, places }: SumsProps) {
  const { t } = useTranslation("reports");
  const unknown = totals.points_unknown;
  // Where nobody has answered, what is owed is not known: that is not 0.
  if (!isKnown) {
    return ["unhandled", "unpaid", "due", "points"].map((column) => (
      <td key={column} className="num muted">
        {t("notKnown")}
      </td>
    ));
  }
  return (
    <>
      <td className="num">
        <Count count={totals.unhandled} />
      </td>
      <td className="num">
        <Count count={totals.unpaid} />
      </td>
      <td className="num">
        <MoneyWithUnknown knownFen={totals.fines_due_fen} unknown={totals.fines_unknown} places={places} />
      </td>
      <td className="num">
        <Count count={totals.points_waiting} />
        {unknown > 0 && <span className="muted"> {t("pointsUnknown", { count: unknown })}</span>}
      </td>
    </>
  );
}

function Waiting() {
  return (
    <div className={css.waiting}>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} width="40%" />
      ))}
    </div>
  );
}
