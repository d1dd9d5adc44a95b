import type { ImportPreview } from "@/bindings/ImportPreview";
import type { RowComplaint } from "@/bindings/RowComplaint";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import css from "./import.module.css";
import { cellKey } from "./rows";

/** More are read better in the sheet itself. */
const SHOWN = 200;

/** Vehicles that go over to another driver, from when, and what becomes of the violations before. */
export function DriverChanges({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation(["import", "garage"]);
  const count = preview.driver_changes;
  if (count === 0) return null;
  const rows = preview.warnings.filter(({ code }) => code === "driver_changed");
  const several = preview.sheets.length > 1;
  const title = isSaidFromWhen(preview) ? "driverChangesSince" : "driverChanges";
  return (
    <Panel copies title={t(title, { count, shown: formatCount(count) })} aside={t("driverChangesAside")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section className={css.rollShort} tabIndex={0} aria-label={t("driverChangesList")}>
        <table className={css.table} data-testid="import-driver-changes">
          <thead>
            <tr>
              {several && <th scope="col">{t("sheet")}</th>}
              <th scope="col" className={css.number}>
                {t("row")}
              </th>
              <th scope="col">{t("garage:column.plate")}</th>
              <th scope="col">{t("newDriver")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <tr key={`${row.sheet} ${cellKey(row.row, row.column)}`}>
                {several && <td className="soft">{row.sheet}</td>}
                <td className={css.number}>{row.row}</td>
                <td>
                  <Plate plate={row.plate} plateType={typeOf(preview, row)} />
                </td>
                <td>{row.value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

/** As the preview will keep it, where the row is among those it shows. */
const typeOf = ({ sheets }: ImportPreview, { sheet, row }: RowComplaint) =>
  sheets.find((one) => one.sheet.name === sheet)?.rows.find((one) => one.row === row)?.plate_type ?? "";

/** A sheet that is read has a column that says from when. */
const isSaidFromWhen = ({ sheets }: ImportPreview) =>
  sheets.some(({ sheet, mapping }) => sheet.left_out === null && mapping.includes("driver_since"));
