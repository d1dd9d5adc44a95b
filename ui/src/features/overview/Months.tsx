import type { EChartsCoreOption } from "echarts/core";
import { useMemo, useState } from "react";
import type { MonthCount } from "@/bindings/MonthCount";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Chart, token } from "@/shared/Chart";
import { UNPAID, violationsIn } from "@/shared/links";
import { useShownTheme } from "@/shared/preferences";
import css from "./overview.module.css";

/** Offences by month; the same figures as a table, one press away, with links to their rows. */
export function Months({ months }: { months: readonly MonthCount[] }) {
  const { t } = useTranslation("overview");
  const [asTable, setAsTable] = useState(false);
  const option = useOption(months);
  const spoken = months.map((one) => `${one.month} ${one.unpaid}/${one.paid}`).join(", ");
  return (
    <div className={css.rank}>
      <h2>
        {t("months.title")}
        <span className={css.legend}>
          <i style={{ background: "var(--owing-mark)" }} /> {t("months.unpaid")}
          <i style={{ background: "var(--bar-neutral)" }} /> {t("months.paid")}
          <button
            type="button"
            className="link"
            aria-pressed={asTable}
            data-testid="months-table-switch"
            onClick={() => setAsTable(!asTable)}
          >
            {t(asTable ? "months.asChart" : "months.asTable")}
          </button>
        </span>
      </h2>
      {asTable ? (
        <MonthTable months={months} />
      ) : (
        <Chart label={`${t("months.spoken")}: ${spoken}`} className={css.drawn} option={option} />
      )}
    </div>
  );
}

function MonthTable({ months }: { months: readonly MonthCount[] }) {
  const { t } = useTranslation("overview");
  const shown = months.filter((one) => one.unpaid + one.paid > 0).reverse();
  return (
    <div className={css.monthTable}>
      <table data-testid="months-table">
        <thead>
          <tr>
            <th>{t("months.month")}</th>
            <th className="num">{t("months.unpaid")}</th>
            <th className="num">{t("months.paid")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ month, unpaid, paid }) => (
            <tr key={month}>
              <td>
                <a href={violationsIn(month)}>{month}</a>
              </td>
              <td className="num">
                <a href={violationsIn(month, UNPAID)}>{formatCount(unpaid)}</a>
              </td>
              <td className="num">
                <a href={violationsIn(month, ["paid"])}>{formatCount(paid)}</a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function useOption(months: readonly MonthCount[]): EChartsCoreOption {
  const { t } = useTranslation("overview");
  const theme = useShownTheme();
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tokens read below change with the theme
  return useMemo(() => {
    const text = { color: token("--text-3"), fontSize: 11 };
    const line = { lineStyle: { color: token("--line") } };
    const bars = (name: string, colour: string, data: number[]) => ({
      name,
      data,
      type: "bar",
      stack: "rows",
      barCategoryGap: "36%",
      itemStyle: { color: colour },
    });
    const short = (month: string) => t("months.short", { month: Number(month.slice(5)) });
    return {
      grid: { left: 28, right: 4, top: 12, bottom: 22 },
      tooltip: { trigger: "axis", axisPointer: { type: "none" }, transitionDuration: 0 },
      xAxis: {
        type: "category",
        data: months.map((one) => short(one.month)),
        axisTick: { show: false },
        axisLine: line,
        axisLabel: { ...text, interval: "auto" },
      },
      yAxis: { type: "value", minInterval: 1, splitNumber: 2, splitLine: line, axisLabel: text },
      series: [
        bars(
          t("months.paid"),
          token("--bar-neutral"),
          months.map((one) => one.paid),
        ),
        bars(
          t("months.unpaid"),
          token("--owing-mark"),
          months.map((one) => one.unpaid),
        ),
      ],
    };
  }, [months, t, theme, language]);
}
