import type { ImportPreview } from "@/bindings/ImportPreview";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Nothing } from "@/shared/Money";
import { Panel } from "@/shared/Panel";
import css from "./import.module.css";

/** Titles, totals, hidden rows: what is in the file and is not taken, row by row. */
export function PassedOverPanel({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation("import");
  const rows = preview.passed_over_rows;
  if (rows.length === 0) return null;
  const several = preview.sheets.length > 1;
  const count = preview.passed_over;
  return (
    <Panel copies title={t("passedOverTitle")} aside={t("rows", { count, shown: formatCount(count) })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section className={css.rollShort} tabIndex={0} aria-label={t("passedOverTitle")}>
        <table className={css.table} data-testid="import-passed-list">
          <thead>
            <tr>
              {several && <th scope="col">{t("sheet")}</th>}
              <th scope="col" className={css.number}>
                {t("row")}
              </th>
              <th scope="col">{t("reason")}</th>
              <th scope="col">{t("value")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.sheet} ${row.row}`}>
                {several && <td className="soft">{row.sheet}</td>}
                <td className={css.number}>{row.row}</td>
                <td>{t(`passedOverWhy.${row.why}`)}</td>
                <td className="soft">{row.text || <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
