import type { ImportPreview } from "@/bindings/ImportPreview";
import type { RowComplaint } from "@/bindings/RowComplaint";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Panel } from "@/shared/Panel";
import { useComplaintWords } from "../complaintWords";
import css from "./import.module.css";
import { byCode } from "./rows";

/** Cities and cells named; the rest is a mark. */
const CITIES = 4;
const CELLS = 8;

/** Worth knowing, imported all the same: one line a kind. */
export function WarningsPanel({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation(["import", "garage"]);
  const { suggested_types: types, suggested_cities: cities } = preview;
  // Another driver has a panel of its own.
  const others = preview.warnings.filter(({ code }) => code !== "driver_changed");
  const rows = cities.reduce((sum, { count }) => sum + count, 0);
  const named = cities.slice(0, CITIES).map(({ key, count }) => `${key} ${formatCount(count)}`);
  return (
    <Panel copies title={t("hints")} aside={t("hintsAside")} padded>
      <ul className={css.hints} data-testid="import-hints">
        {byCode(others).map((group) => (
          <Hint key={`${group[0]?.code} ${group[0]?.column}`} group={group} />
        ))}
        {types > 0 && <li>{t("typeSuggested", { count: types, shown: formatCount(types) })}</li>}
        {rows > 0 && (
          <li>
            {t("citySuggested", { count: rows, shown: formatCount(rows) })}
            <div className="muted">
              {named.join(t("garage:listComma"))}
              {cities.length > CITIES && " …"}
            </div>
          </li>
        )}
        <li>{t("blanksKeep")}</li>
      </ul>
    </Panel>
  );
}

function Hint({ group }: { group: readonly RowComplaint[] }) {
  const { t } = useTranslation(["import", "garage"]);
  const complaint = useComplaintWords();
  const first = group[0];
  if (!first) return null;
  const cells = group.slice(0, CELLS).map(({ row, column, value }) => t("cell", { row, column, value }));
  if (first.code === "column_ignored") return <li>{t("columnIgnored", { column: first.column })}</li>;
  return (
    <li>
      {t("hint", {
        count: group.length,
        row: first.row,
        words: complaint(first.code, null, first.text, first.readings),
      })}
      <div className="muted">
        {cells.join(t("garage:listComma"))}
        {group.length > CELLS && " …"}
      </div>
      {first.code === "vin_check_digit" && <div className="muted">{t("vinOften")}</div>}
    </li>
  );
}
