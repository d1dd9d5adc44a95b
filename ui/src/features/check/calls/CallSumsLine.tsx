import type { CallSums } from "@/bindings/CallSums";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import css from "../check.module.css";
import { useCostWords } from "../costWords";

/** 「150 次 = 计费 140 + 未计费 7 + 存疑 3」, then the money; look-ups stand apart. */
export function CallSumsLine({ sums }: { sums: CallSums }) {
  const { t } = useTranslation("check");
  const costWords = useCostWords();
  return (
    <span className={css.sums} data-testid="call-sums">
      <span>
        <b>{t("calls.count", { count: sums.calls, shown: formatCount(sums.calls) })}</b>
        {" = "}
        {t("calls.charged")} {formatCount(sums.charged)}
        {sums.unreadable > 0 && t("calls.ofThese", { count: sums.unreadable })} + {t("calls.free")}{" "}
        {formatCount(sums.free)} + {t("calls.doubtful")} {formatCount(sums.doubtful)}
        {sums.asking > 0 && ` + ${t("calls.asking")} ${formatCount(sums.asking)}`}
      </span>
      <span className="grow" />
      {sums.lookups > 0 && <span className="muted">{t("calls.lookups", { count: sums.lookups })}</span>}
      <b>{costWords({ fen: sums.cost_fen, unknown: sums.cost_unknown })}</b>
    </span>
  );
}
