import type { ImportPreview } from "@/bindings/ImportPreview";
import type { RowComplaint } from "@/bindings/RowComplaint";
import { useTranslation } from "@/i18n";
import { Panel } from "@/shared/Panel";
import { useComplaintWords } from "../complaintWords";
import css from "./import.module.css";
import { byCode } from "./rows";

/** Worth knowing, imported all the same: one line a kind. */
export function WarningsPanel({ preview }: { preview: ImportPreview }) {
  const { t } = useTranslation("garage");
  const guessed = preview.rows.filter((row) => row.suggested).length;
  const guessedWords =
    preview.rows.length < 200 ? t("import.typeSuggested", { count: guessed }) : t("import.typesSuggested");
  return (
    <Panel title={t("import.hints")} aside={t("import.hintsAside")} padded>
      <ul className={css.hints} data-testid="import-hints">
        {byCode(preview.warnings).map((group) => (
          <Hint key={`${group[0]?.code} ${group[0]?.column}`} group={group} />
        ))}
        {guessed > 0 && <li>{guessedWords}</li>}
        <li>{t("import.blanksKeep")}</li>
      </ul>
    </Panel>
  );
}

function Hint({ group }: { group: readonly RowComplaint[] }) {
  const { t } = useTranslation("garage");
  const complaint = useComplaintWords();
  const first = group[0];
  if (!first) return null;
  if (first.code === "column_ignored") return <li>{t("import.columnIgnored", { column: first.column })}</li>;
  return (
    <li>
      {t("import.hint", {
        count: group.length,
        row: first.row,
        words: complaint(first.code),
      })}
      {first.code === "vin_check_digit" && <div className="muted">{t("import.vinOften")}</div>}
    </li>
  );
}
