import { useState } from "react";
import type { ImportPreview } from "@/bindings/ImportPreview";
import type { Meaning } from "@/bindings/Meaning";
import type { SheetPreview } from "@/bindings/SheetPreview";
import { useTranslation } from "@/i18n";
import { CheckField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import css from "./import.module.css";
import { PreviewCell } from "./PreviewCell";
import { byCell, cellKey, ofSheet, rowsToLookAt } from "./rows";

const MEANINGS = [
  "plate",
  "plate_type",
  "vehicle_class",
  "plate_colour",
  "vin",
  "engine",
  "city_code",
  "owner",
  "group",
  "driver",
  "driver_since",
  "use_state",
  "left_on",
  "note",
  "provider",
  "inspection_due",
  "compulsory_insurance_due",
  "commercial_insurance_due",
  "insurance_due",
  "operating_permit_due",
  "secondary_maintenance_due",
  "service_due",
  "licence_due",
  "qualification_due",
  "own_due",
] as const satisfies readonly Meaning[];

type MappingProps = {
  shown: SheetPreview;
  preview: ImportPreview;
  onMapping: (mapping: (Meaning | null)[]) => void;
  onLeaveOut: (() => void) | undefined;
};

/** Which column of a sheet means what, over the rows themselves. */
export function MappingTable({ shown, preview, onMapping, onLeaveOut }: MappingProps) {
  const { t } = useTranslation(["import", "garage"]);
  const [oddOnly, setOddOnly] = useState(true);
  const rejectedHere = ofSheet(preview.rejected, shown);
  const warningsHere = ofSheet(preview.warnings, shown);
  const rows = oddOnly ? rowsToLookAt(shown, [...rejectedHere, ...warningsHere]) : shown.rows;
  const rejected = byCell(rejectedHere);
  const warnings = byCell(warningsHere);
  const recognised = shown.mapping.filter((meaning) => meaning !== null).length;
  /** A meaning belongs to one column: the other one that had it lets it go. Of own due dates each column is one. */
  const choose = (column: number, meaning: Meaning | null) => {
    const isTaken = (old: Meaning | null) => old === meaning && meaning !== "own_due";
    onMapping(shown.mapping.map((old, at) => (at === column ? meaning : isTaken(old) ? null : old)));
  };
  const end = (
    <span className="row">
      <CheckField
        label={t("oddOnly")}
        checked={oddOnly}
        data-testid="import-odd-only"
        onChange={(event) => setOddOnly(event.currentTarget.checked)}
      />
      {onLeaveOut && (
        <button type="button" className="link" data-testid="import-leave-sheet" onClick={onLeaveOut}>
          {t("leaveSheet")}
        </button>
      )}
    </span>
  );
  return (
    <Panel title={t("mapping")} aside={t("recognised", { count: recognised })} end={end}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section className={css.roll} tabIndex={0} aria-label={t("mapping")}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col" className={css.number}>
                {t("row")}
              </th>
              {shown.headings.map((heading, column) => (
                <th key={cellKey(column, heading)} scope="col">
                  <div className="clip">{t("heading", { heading })}</div>
                  <select
                    className={css.select}
                    aria-label={t("meaningOf", { heading })}
                    data-testid={`import-mapping-${column}`}
                    data-none={shown.mapping[column] ? undefined : true}
                    value={shown.mapping[column] ?? ""}
                    onChange={(event) =>
                      choose(column, (event.currentTarget.value || null) as Meaning | null)
                    }
                  >
                    <option value="">{t("ignored")}</option>
                    {MEANINGS.map((meaning) => (
                      <option key={meaning} value={meaning}>
                        {t(`garage:field.${meaning}`)}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.row}
                data-testid={`import-row-${row.row}`}
                data-hidden={row.hidden && row.change === "passed_over" ? true : undefined}
              >
                <td className={css.number}>
                  {row.hidden && <span className="muted">{t("hiddenMark")} </span>}
                  {row.row}
                </td>
                {shown.headings.map((heading, column) => (
                  <PreviewCell
                    key={cellKey(column, heading)}
                    row={row}
                    text={row.cells[column] ?? ""}
                    meaning={shown.mapping[column] ?? null}
                    wrong={rejected.get(cellKey(row.row, heading))}
                    odd={warnings.get(cellKey(row.row, heading))}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}
