import type { ReactNode } from "react";
import type { Progress } from "@/bindings/Progress";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { ProgressStack } from "@/shared/Bars";
import { OUTCOMES, SUM_TERMS } from "./outcomes";

/** The batch by outcome: one bar, its legend, and the sum where it may be doubted. */
export function BatchBar({ batch, end }: { batch: Progress; end?: ReactNode }) {
  const { t } = useTranslation("check");
  const slices = OUTCOMES.map(([key, tone]) => ({
    key,
    tone,
    label: t(`outcome.${key}`),
    count: batch[key],
  }));
  return <ProgressStack label={t("batch.bar")} slices={slices} end={end ?? <BatchSum batch={batch} />} />;
}

/** 「计划 186 = 有结果 138 + 存疑 3 + 失败 6 + 跳过 39」 */
function BatchSum({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const terms = SUM_TERMS.filter((key) => batch[key] > 0).map(
    (key) => `${t(`term.${key}`)} ${formatCount(batch[key])}`,
  );
  return (
    <span data-testid="batch-sum">
      {t("batch.planned", { shown: formatCount(batch.planned) })} = {terms.join(" + ") || 0}
    </span>
  );
}
