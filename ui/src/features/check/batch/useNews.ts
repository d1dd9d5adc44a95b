import type { Progress } from "@/bindings/Progress";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";

type Told = Pick<Progress, "new_violations" | "first_found" | "gone">;

/** What a batch told besides what is new: found with first answers, no longer listed. Empty for nothing. */
export function useToldBesides(): (batch: Told) => string {
  const { t } = useTranslation("check");
  return ({ first_found, gone }) => {
    const parts = [
      first_found > 0 && t("news.firstFound", { count: first_found, shown: formatCount(first_found) }),
      gone > 0 && t("news.gone", { count: gone, shown: formatCount(gone) }),
    ];
    return parts.filter(Boolean).join(t("listComma"));
  };
}

/** The same with what is new, as a notice says it. */
export function useNews(): (batch: Told) => string {
  const { t } = useTranslation("check");
  const besides = useToldBesides();
  return (batch) => {
    const count = batch.new_violations;
    const fresh = count > 0 ? t("news.new", { count, shown: formatCount(count) }) : "";
    return [fresh, besides(batch)].filter(Boolean).join(t("listComma"));
  };
}
