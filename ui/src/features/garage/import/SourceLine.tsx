import type { ImportPreview } from "@/bindings/ImportPreview";
import type { ImportSource } from "@/bindings/ImportSource";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Icon } from "@/shared/Icon";
import css from "./import.module.css";
import { sourceName } from "./source";

/** Which file, how many rows, and where in the three steps this is. */
export function SourceLine({ source, preview }: { source: ImportSource; preview?: ImportPreview }) {
  const { t } = useTranslation("import");
  const rows = preview?.rows;
  return (
    <div className="row">
      <Icon name="violations" />
      <b className="clip" data-testid="import-name">
        {sourceName(source) ?? t("pasted")}
      </b>
      {rows !== undefined && (
        <span className="muted nowrap">{t("rows", { count: rows, shown: formatCount(rows) })}</span>
      )}
      <span className="grow" />
      <ol className={css.steps}>
        <li>{t("stepPick")}</li>
        <li aria-current="step">{t("stepLook")}</li>
        <li>{t("stepWrite")}</li>
      </ol>
    </div>
  );
}
