import type { ReactNode } from "react";
import type { Progress } from "@/bindings/Progress";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { planOfAll, unreadableCalls, unsettledCalls, vehiclesWith } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import css from "../check.module.css";
import { SKIP_KINDS, type SkipKind } from "../plan/planRequest";

/** Who was not asked, by reason; it cost nothing. */
export function SkippedPanel({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  if (batch.skipped === 0) return null;
  const kinds = SKIP_KINDS.filter((kind) => batch.skipped_by[kind] > 0);
  return (
    <Panel
      copies
      className={css.rollPanel}
      title={t("outcome.skipped")}
      aside={t("skip.aside", { count: batch.skipped, shown: formatCount(batch.skipped) })}
    >
      <div className={css.roll}>
        <table className={css.table} data-testid="batch-skipped">
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <td className="nowrap">{t(`skip.${kind}`)}</td>
                <td className="num">
                  <b>{formatCount(batch.skipped_by[kind])}</b>
                </td>
                <td className="muted">{t(`skipNote.${kind}`)}</td>
                <td className="num nowrap">
                  <SkipLink kind={kind} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function SkipLink({ kind }: { kind: SkipKind }): ReactNode {
  const { t } = useTranslation("check");
  if (kind === "locked") return <a href={vehiclesWith("locked")}>{t("skip.correct")}</a>;
  if (kind === "doubtful") return <a href={unsettledCalls()}>{t("skip.settle")}</a>;
  if (kind === "unreadable") return <a href={unreadableCalls()}>{t("skip.see")}</a>;
  if (kind === "pending") return <a href={vehiclesWith("pending")}>{t("skip.see")}</a>;
  if (kind === "incomplete") return <a href={planOfAll()}>{t("skip.complete")}</a>;
  return null;
}
