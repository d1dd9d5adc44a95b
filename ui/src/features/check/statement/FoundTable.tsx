import type { StatementCity } from "@/bindings/StatementCity";
import { useTranslation } from "@/i18n";
import { formatCount, formatFen } from "@/i18n/money";
import { Count, Nothing, Unknown } from "@/shared/Money";
import css from "../check.module.css";

/** What a provider's requests found, city by city: where the money goes, and where it finds something. */
export function FoundTable({ cities }: { cities: StatementCity[] }) {
  const { t } = useTranslation("check");
  const most = Math.max(1, ...cities.map((city) => city.new_violations));
  return (
    <table className={css.table} data-testid="statement-cities">
      <thead>
        <tr>
          <th>{t("statement.city")}</th>
          <th className="num">{t("calls.is.yes")}</th>
          <th className="num">{t("items.cost")}</th>
          <th className="num">{t("statement.found")}</th>
          <th className="num">{t("statement.each")}</th>
        </tr>
      </thead>
      <tbody>
        {cities.map((city) => (
          <tr key={city.city}>
            <td>{city.name || t("statement.noCity")}</td>
            <td className="num">{formatCount(city.charged)}</td>
            <td className="num">{city.cost_unknown > 0 ? <Unknown /> : formatFen(city.cost_fen, 2)}</td>
            <td className="num">
              <span className={css.foundCell}>
                <span className={css.foundBar} style={{ width: `${(60 * city.new_violations) / most}%` }} />
                <Count count={city.new_violations} />
              </span>
            </td>
            <td className="num">
              {city.cost_each_fen === null ? <Nothing /> : formatFen(city.cost_each_fen, 2)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
