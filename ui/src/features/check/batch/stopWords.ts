import type { Progress } from "@/bindings/Progress";
import { useLanguage, useTranslation } from "@/i18n";
import { costInText, formatCount } from "@/i18n/money";
import { done } from "./outcomes";

/** The batch in one sentence: what came of it, or why it stopped and how many were not asked. */
export function useBatchSentence(): (batch: Progress) => string {
  const { t } = useTranslation("check");
  const language = useLanguage();
  return (batch) => {
    const needs = batch.failed + batch.doubtful;
    const result = t("done.result", { count: batch.answered, shown: formatCount(batch.answered) });
    const rest = needs > 0 ? t("done.needs", { count: needs, shown: formatCount(needs) }) : t("done.allFine");
    if (!batch.stopped && batch.not_asked === 0) return t("done.headline", { result, rest });
    const at = formatCount(done(batch));
    const kind = batch.stopped?.kind ?? "interrupted";
    const cap = batch.max_cost_fen;
    const cause =
      kind === "max_cost" && cap !== null
        ? t("done.capped", { cost: costInText(cap, language) })
        : t(`stop.${kind}`);
    const why = t("done.stoppedAt", { cause, at });
    const left = t("done.notAsked", { count: batch.not_asked, shown: formatCount(batch.not_asked) });
    return `${why}${batch.not_asked > 0 ? left : ""}`;
  };
}

/** Minutes and seconds that a batch took; unknown where the program died: its end was only noticed later. */
export function tookParts(batch: Progress): { minutes: number; seconds: number } | null {
  if (batch.ended_at === null || batch.state === "interrupted") return null;
  const all = Math.max(0, Math.round((batch.ended_at - batch.started_at) / 1000));
  return { minutes: Math.floor(all / 60), seconds: all % 60 };
}
