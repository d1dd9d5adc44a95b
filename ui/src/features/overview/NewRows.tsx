import type { Overview } from "@/bindings/Overview";
import { Fine, Points } from "@/features/violations/columns";
import { useTranslation } from "@/i18n";
import { formatFull, formatOffence } from "@/i18n/dates";
import { columnPlaces, formatCount } from "@/i18n/money";
import { NewPill } from "@/shared/Chip";
import { Nothing } from "@/shared/Money";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { to } from "./links";
import css from "./overview.module.css";

/** The newest of the new ones. */
export function NewRows({ overview }: { overview: Overview }) {
  const { t } = useTranslation(["overview", "violations"]);
  const { new_rows: rows, new: fresh } = overview;
  const places = columnPlaces(rows.map((row) => row.fine_fen));
  const all = t("newRows.all", { count: fresh.violations, shown: formatCount(fresh.violations) });
  return (
    <Panel
      className={css.newRows}
      title={t("newRows.title")}
      aside={fresh.violations > 0 && <NewPill label={formatCount(fresh.violations)} />}
      end={fresh.violations > 0 && <a href={to("violations", { new: true })}>{all}</a>}
    >
      {rows.length === 0 ? (
        <p className={css.none}>{t("newRows.none")}</p>
      ) : (
        <table className={css.table} data-testid="new-rows">
          <thead>
            <tr>
              <th>{t("violations:column.plate")}</th>
              <th>{t("violations:column.driver")}</th>
              <th>{t("violations:column.time")}</th>
              <th className={css.wide}>{t("violations:column.act")}</th>
              <th className="num">{t("violations:column.fine")}</th>
              <th className="num">{t("violations:column.points")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <a href={to("violations", { new: true, open: row.id })}>
                    <Plate plate={row.plate} plateType={row.plate_type} />
                  </a>
                </td>
                <td>{row.driver ?? <Nothing />}</td>
                <td className="soft" title={formatFull(row.time)}>
                  {formatOffence(row.time)}
                </td>
                <td className="clip" title={row.act}>
                  {row.act}
                </td>
                <td className="num">
                  <Fine fen={row.fine_fen} places={places} />
                </td>
                <td className="num">
                  <Points points={row.points} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
