import type { ChosenSums } from "@/bindings/ChosenSums";
import type { ViolationWindow } from "@/bindings/ViolationWindow";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { FineText, Unknown } from "@/shared/Money";
import { Undated } from "@/shared/span/SpanChoice";

type TotalsProps = {
  shown: ViolationWindow;
  filtered: boolean;
  /** Where those stand that no days can hold. */
  undated: string;
  chosen?: ChosenSums | null;
};

/** Sums over what is ticked, else over all that match, not over the rows in view. */
export function TotalsRow({ shown, filtered, undated, chosen }: TotalsProps) {
  const { t } = useTranslation("violations");
  const { totals } = chosen ?? shown;
  const dueUnknown = totals.fines_due_fen === 0 && totals.fines_unknown > 0;
  return (
    <>
      <span data-testid="total-rows">
        {t(chosen ? "totals.chosen" : filtered ? "totals.matching" : "totals.all")}{" "}
        <b>{formatCount((chosen ?? shown).total)}</b>{" "}
        {filtered || chosen
          ? t("totals.of", { count: shown.all, shown: formatCount(shown.all) })
          : t("totals.rows", { count: shown.all })}
      </span>
      <span data-testid="total-due">
        {t("totals.due")} <b>{dueUnknown ? <Unknown /> : <FineText fen={totals.fines_due_fen} />}</b>
        {totals.fines_unknown > 0 && t("totals.unknown", { count: totals.fines_unknown })}
      </span>
      <span data-testid="total-points">
        {t("totals.points")} <b>{formatCount(totals.points_waiting)}</b> {t("totals.pointsUnit")}
        {totals.points_unknown > 0 && t("totals.unknown", { count: totals.points_unknown })}
      </span>
      {shown.undated > 0 && <Undated count={shown.undated} href={undated} />}
    </>
  );
}
