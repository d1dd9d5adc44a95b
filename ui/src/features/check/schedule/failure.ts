import type { ScheduledOutcome } from "@/bindings/ScheduledOutcome";
import { useLanguage, useTranslation } from "@/i18n";
import { type ErrorWords, explain } from "@/i18n/errors";

/** Why a check did not begin by itself, and what to do; null where there is nothing to say. */
export function useFailureWords(): (outcome: ScheduledOutcome | undefined) => ErrorWords | null {
  const { t } = useTranslation("check");
  const language = useLanguage();
  return (outcome) => {
    if (outcome?.kind === "refused") return explain(outcome.error, language);
    if (outcome?.kind !== "cut_short") return null;
    return { title: t("scheduled.cutShort"), next: t("scheduled.cutShortNext") };
  };
}
