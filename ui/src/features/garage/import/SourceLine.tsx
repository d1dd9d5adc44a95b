import type { ImportPreview } from "@/bindings/ImportPreview";
import type { ImportSource } from "@/bindings/ImportSource";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Icon } from "@/shared/Icon";
import css from "./import.module.css";
import { sourceName } from "./source";

/** Which file, how many rows, and where in the three steps this is. */
export function SourceLine({ source, preview }: { source: ImportSource; preview?: ImportPreview }) {
  const { t } = useTranslation("garage");
  const rows = preview?.rows;
  return (
    <div className="row">
      <Icon name="violations" />
      <b className="clip" data-testid="import-name">
        {sourceName(source) ?? t("import.pasted")}
      </b>
      {rows !== undefined && (
        <span className="muted nowrap">{t("import.rows", { count: rows, shown: formatCount(rows) })}</span>
      )}
      <span className="grow" />
      <ol className={css.steps}>
        <li>{t("import.stepPick")}</li>
        <li aria-current="step">{t("import.stepLook")}</li>
        <li>{t("import.stepWrite")}</li>
      </ol>
    </div>
  );
}
