import { useEffect, useState } from "react";
import type { ImportPreview } from "@/bindings/ImportPreview";
import type { SheetPreview } from "@/bindings/SheetPreview";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { cx } from "@/shared/cx";
import { Icon } from "@/shared/Icon";
import { Note, Panel } from "@/shared/Panel";
import type { Choices } from "./choices";
import css from "./import.module.css";
import { MappingTable } from "./MappingTable";

type TabsProps = { preview: ImportPreview; choices: Choices };

/** A tab for each sheet of the file; those that are left out say why. */
export function SheetTabs({ preview, choices }: TabsProps) {
  const { t } = useTranslation("import");
  const first = preview.sheets.find(({ sheet }) => sheet.left_out === null) ?? preview.sheets[0];
  const [chosen, setChosen] = useState(first?.sheet.name);
  const shown = preview.sheets.find(({ sheet }) => sheet.name === chosen) ?? first;
  useEffect(() => setChosen((held) => held ?? first?.sheet.name), [first]);
  if (!shown) return null;
  const several = preview.sheets.length > 1;
  return (
    <>
      {several && (
        <div role="radiogroup" aria-label={t("sheets")} className={css.tabs} data-testid="import-sheets">
          {preview.sheets.map((one) => (
            <label key={one.sheet.name} className={cx(css.tab, one.sheet.left_out !== null && css.leftOut)}>
              <input
                type="radio"
                name="import-sheet"
                checked={one === shown}
                onChange={() => setChosen(one.sheet.name)}
              />
              <span>
                {one.sheet.name}
                <small>
                  {one.sheet.left_out
                    ? t(`leftOutShort.${one.sheet.left_out}`)
                    : t("rows", { count: one.sheet.rows, shown: formatCount(one.sheet.rows) })}
                </small>
              </span>
            </label>
          ))}
        </div>
      )}
      {shown.sheet.left_out !== null ? (
        <LeftOut shown={shown} choices={choices} />
      ) : (
        <MappingTable
          key={shown.sheet.name}
          shown={shown}
          preview={preview}
          onMapping={(mapping) => choices.setMapping(shown.sheet.name, mapping)}
          onLeaveOut={several ? () => choices.setTaken(shown.sheet.name, false) : undefined}
        />
      )}
    </>
  );
}

/** Why a sheet is not read, what stands on it, and the press that reads it. */
function LeftOut({ shown, choices }: { shown: SheetPreview; choices: Choices }) {
  const { t } = useTranslation("import");
  const { name, rows, left_out: why } = shown.sheet;
  if (!why) return null;
  return (
    <Panel
      title={t("leftOutTitle", { name })}
      aside={t("rows", { count: rows, shown: formatCount(rows) })}
      end={
        shown.can_be_taken && (
          <button
            type="button"
            className="link"
            data-testid="import-take-sheet"
            onClick={() => choices.setTaken(name, true)}
          >
            {t("takeSheet")}
          </button>
        )
      }
      padded
    >
      <Note icon={<Icon name="attention" small />}>{t(`leftOut.${why}`)}</Note>
      {shown.rows.length > 0 && (
        <ul className={css.glance}>
          {[shown.headings, ...shown.rows.slice(0, 5).map(({ cells }) => cells)].map((cells, at) => (
            <li key={at} className="clip muted">
              {cells.filter(Boolean).join("　")}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
