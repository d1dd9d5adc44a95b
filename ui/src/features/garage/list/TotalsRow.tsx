import type { ChosenSums } from "@/bindings/ChosenSums";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import { useLanguage, useTranslation } from "@/i18n";
import { fineInText, formatCount } from "@/i18n/money";
import type { SearchProps } from "../search";

type TotalsProps = { head: VehicleWindow; chosen?: ChosenSums | null } & Pick<SearchProps, "go">;

/** Sums over what is ticked, else over every vehicle that matches, loaded or not. */
export function TotalsRow({ head, chosen, go }: TotalsProps) {
  const { t } = useTranslation(["garage", "common"]);
  const language = useLanguage();
  const { total, totals, unanswered } = chosen ?? head;
  // While none of them was ever answered for, no sum is known.
  const isKnown = unanswered < total;
  return (
    <>
      <span data-testid="garage-total">
        {chosen ? (
          <>
            {t("common:grid.selected")} <b>{formatCount(total)}</b>{" "}
            {t("totals.of", { count: head.all, shown: formatCount(head.all) })}
          </>
        ) : head.total === head.all ? (
          <>
            {t("totals.all")} <b>{formatCount(head.all)}</b> {t("totals.vehicles", { count: head.all })}
          </>
        ) : (
          <>
            {t("totals.matching")} <b>{formatCount(head.total)}</b>{" "}
            {t("totals.of", { count: head.all, shown: formatCount(head.all) })}
          </>
        )}
      </span>
      {total > 0 && !isKnown && (
        <span className="muted" data-testid="garage-fines">
          {t("totals.noResult")}
        </span>
      )}
      {total > 0 && isKnown && (
        <>
          <span data-testid="garage-fines">
            {t("totals.due")} <b>{fineInText(totals.fines_due_fen, language)}</b>
            {totals.fines_unknown > 0 && t("totals.unknown", { count: totals.fines_unknown })}
          </span>
          <span data-testid="garage-points">
            {t("totals.points")} <b>{formatCount(totals.points_waiting)}</b>
            {t("totals.pointUnit")}
            {totals.points_unknown > 0 && t("totals.unknown", { count: totals.points_unknown })}
          </span>
          {unanswered > 0 && (
            <span className="muted" data-testid="garage-unanswered">
              {t("totals.unanswered", { count: unanswered, shown: formatCount(unanswered) })}
            </span>
          )}
          {!chosen && head.new_violations > 0 && (
            <button type="button" className="link" data-testid="garage-new" onClick={() => go({ new: true })}>
              {t("totals.new", { count: head.new_violations, shown: formatCount(head.new_violations) })}
            </button>
          )}
        </>
      )}
    </>
  );
}
