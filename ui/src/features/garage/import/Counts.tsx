import type { ImportPreview } from "@/bindings/ImportPreview";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Panel } from "@/shared/Panel";
import css from "./import.module.css";
import { rowsWith } from "./rows";

/** What would happen to each row of the file, and which of the rows taken deserve a look. */
export function Counts({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation("import");
  const warned = preview.warnings.filter(({ code }) => code !== "column_ignored");
  const counts = [
    { name: "added", count: preview.added, unit: "vehicleUnit" },
    { name: "updated", count: preview.updated, unit: "vehicleUnit" },
    { name: "unchanged", count: preview.unchanged, unit: "vehicleUnit" },
    { name: "leaving", count: preview.leaving, unit: "vehicleUnit" },
    { name: "rejected", count: rowsWith(preview.rejected), unit: "rowUnit" },
    { name: "passedOver", count: preview.passed_over, unit: "rowUnit" },
    { name: "dueDates", count: preview.due_dates, unit: "dateUnit" },
    { name: "warned", count: rowsWith(warned), unit: "rowUnit" },
  ] as const;
  const shown = counts.filter(({ name, count }) => (name !== "dueDates" && name !== "leaving") || count > 0);
  return (
    <Panel>
      <dl className={css.counts}>
        {shown.map(({ name, count, unit }) => (
          <div key={name} data-testid={`import-${name}`}>
            <dt className="soft">{t(name)}</dt>
            <dd>
              <b>{formatCount(count)}</b>
              <span className="unit">{t(unit, { count })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
