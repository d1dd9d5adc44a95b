import type { Charge } from "@/bindings/Charge";
import type { Cost } from "@/bindings/Cost";
import { useLanguage, useTranslation } from "@/i18n";
import { costInText, type Fen, formatFen } from "@/i18n/money";
import { Figure, type FigureProps } from "@/shared/Panel";

/** 「18.12 元」 · 「12 次，单价未填」 · both. What has no price is said, never counted as 0. */
export function useCostWords(): (cost: Cost) => string {
  const { t } = useTranslation("check");
  const language = useLanguage();
  return ({ fen, unknown }) => {
    if (unknown === 0) return costInText(fen, language);
    if (fen === 0) return t("cost.unpriced", { count: unknown });
    return t("cost.partly", { cost: costInText(fen, language), count: unknown });
  };
}

/** What an item says of its charge: 「已计费 0.12 元」 · 「没有计费」 · 「可能已计费」. */
export function useChargeWords(): (charge: Charge | null, fen: Fen | null) => string {
  const { t } = useTranslation("check");
  const language = useLanguage();
  return (charge, fen) => {
    if (charge === "yes") {
      return fen === null ? t("charge.yes") : t("charge.yesCost", { cost: costInText(fen, language) });
    }
    return charge === "unknown" ? t("charge.unknown") : t("charge.no");
  };
}

/** A cost as a figure; an amount without any price says so in its place. */
export function CostFigure({ cost, ...rest }: Omit<FigureProps, "value" | "unit"> & { cost: Cost }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  if (cost.fen === 0 && cost.unknown > 0) {
    return <Figure {...rest} value={t("cost.times", { count: cost.unknown })} unit={t("cost.noPrice")} />;
  }
  const [value, unit] =
    language === "en" ? [costInText(cost.fen, language)] : [formatFen(cost.fen, 2), t("cost.yuan")];
  return <Figure {...rest} value={value} unit={unit} />;
}
