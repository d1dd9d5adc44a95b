import type { StatementPrice } from "@/bindings/StatementPrice";
import { useTranslation } from "@/i18n";
import { formatCount, formatFen } from "@/i18n/money";
import { Nothing } from "@/shared/Money";
import css from "../check.module.css";

/** Charged calls by what each cost, as a bill lists its packages. */
export function PriceTable({ prices }: { prices: StatementPrice[] }) {
  const { t } = useTranslation("check");
  const words = ({ price_fen }: StatementPrice) => {
    if (price_fen === null) return t("cost.noPrice");
    return price_fen === 0 ? t("statement.given") : formatFen(price_fen, 2);
  };
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t("statement.price")}</th>
          <th className="num">{t("calls.is.yes")}</th>
          <th className="num">{t("items.cost")}</th>
        </tr>
      </thead>
      <tbody>
        {prices.map((price) => (
          <tr key={price.price_fen}>
            <td>{words(price)}</td>
            <td className="num">{formatCount(price.calls)}</td>
            <td className="num">{price.cost_fen === null ? <Nothing /> : formatFen(price.cost_fen, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
