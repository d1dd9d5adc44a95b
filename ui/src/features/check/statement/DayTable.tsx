import type { CallSums } from "@/bindings/CallSums";
import type { StatementDay } from "@/bindings/StatementDay";
import { useTranslation } from "@/i18n";
import { formatFen } from "@/i18n/money";
import { Count } from "@/shared/Money";
import css from "../check.module.css";

/** Day by day; the last line is the month and adds up. */
export function DayTable({ days, sums }: { days: StatementDay[]; sums: CallSums }) {
  const { t } = useTranslation("check");
  return (
    <table className={css.table} data-testid="statement-days">
      <thead>
        <tr>
          <th>{t("statement.day")}</th>
          <th className="num">{t("statement.calls")}</th>
          <th className="num">{t("calls.is.yes")}</th>
          <th className="num">{t("calls.is.no")}</th>
          <th className="num">{t("calls.is.unknown")}</th>
          <th className="num">{t("items.cost")}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.date}>
            <td className="nowrap">{day.date}</td>
            <Cells sums={day.sums} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr data-testid="statement-sum">
          <td>
            <b>{t("statement.sum")}</b>
          </td>
          <Cells sums={sums} />
        </tr>
      </tfoot>
    </table>
  );
}

function Cells({ sums }: { sums: CallSums }) {
  const { t } = useTranslation("check");
  const count = (n: number) => <Count count={n} />;
  const unknown =
    sums.cost_unknown > 0 ? ` + ${t("cost.times", { count: sums.cost_unknown })} ${t("cost.noPrice")}` : "";
  return (
    <>
      <td className="num">{count(sums.calls)}</td>
      <td className="num">{count(sums.charged)}</td>
      <td className="num">{count(sums.free)}</td>
      <td className="num">{count(sums.doubtful)}</td>
      <td className="num">
        {formatFen(sums.cost_fen, 2)}
        {unknown}
      </td>
    </>
  );
}
