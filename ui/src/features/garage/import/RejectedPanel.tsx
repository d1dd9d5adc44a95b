import type { ComplaintCode } from "@/bindings/ComplaintCode";
import type { ImportPreview } from "@/bindings/ImportPreview";
import type { ImportRequest } from "@/bindings/ImportRequest";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Chip } from "@/shared/Chip";
import { askSave } from "@/shared/files/askFile";
import { SHEETS } from "@/shared/files/exportFile";
import { Nothing } from "@/shared/Money";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { showError } from "@/shared/runCommand";
import { showWritten } from "@/shared/toast";
import { COMPLAINT_CODES, useComplaintWords } from "../complaintWords";
import css from "./import.module.css";
import { cellKey, repeated, rowsWith } from "./rows";

/** A sheet of ten thousand wrong rows is better read as the saved file. */
const SHOWN = 200;

/** What is not imported, cell by cell, and the way to save it with the reasons. */
export function RejectedPanel({ preview, request }: { preview: ImportPreview; request: ImportRequest }) {
  const { t } = useTranslation(["import", "garage"]);
  const words = useComplaintWords();
  const rows = rowsWith(preview.rejected);
  const several = preview.sheets.length > 1;
  const save = useSaveRejected(request);
  if (rows === 0) {
    return (
      <Panel title={t("rejectedTitle")} padded>
        <p className="soft">{t("noneRejected")}</p>
      </Panel>
    );
  }
  return (
    <Panel
      copies
      title={t("rejectedTitle")}
      aside={
        <Chip tone="failed" icon="close">
          {t("rejectedRows", { count: rows, shown: formatCount(rows) })}
        </Chip>
      }
      end={
        <button type="button" className="link" data-testid="import-save-rejected" onClick={() => void save()}>
          {t("saveRejected")}
        </button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section className={css.rollShort} tabIndex={0} aria-label={t("rejectedTitle")}>
        <table className={css.table} data-testid="import-rejected-list">
          <thead>
            <tr>
              {several && <th scope="col">{t("sheet")}</th>}
              <th scope="col" className={css.number}>
                {t("row")}
              </th>
              <th scope="col">{t("garage:column.plate")}</th>
              <th scope="col">{t("column")}</th>
              <th scope="col">{t("value")}</th>
              <th scope="col">{t("reason")}</th>
            </tr>
          </thead>
          <tbody>
            {preview.rejected.slice(0, SHOWN).map((complaint) => (
              <tr key={`${complaint.sheet} ${cellKey(complaint.row, complaint.column)} ${complaint.code}`}>
                {several && <td className="soft">{complaint.sheet}</td>}
                <td className={css.number}>{complaint.row}</td>
                <td>{complaint.plate ? <Plate plate={complaint.plate} plateType="" /> : <Nothing />}</td>
                <td className="soft">{complaint.column}</td>
                <td>{complaint.value || <Nothing />}</td>
                <td className={css.reason}>{words(complaint.code, repeated(complaint), complaint.text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

function useSaveRejected(request: ImportRequest): () => Promise<void> {
  const { t } = useTranslation(["import", "garage"]);
  const words = useComplaintWords();
  return async () => {
    try {
      const chosen = await askSave(t("rejectedFile"), SHEETS);
      if (chosen === null) return;
      const reason = (code: ComplaintCode) => [code, words(code, "{row}")] as const;
      const saved = await rpc("import_save_rejected", {
        import: request,
        to: chosen.file,
        reason_heading: t("reason"),
        reasons: Object.fromEntries(COMPLAINT_CODES.map(reason)),
      });
      showWritten(t("savedRejected", { file: saved.path }), saved.opens);
    } catch (thrown) {
      showError(thrown);
    }
  };
}
