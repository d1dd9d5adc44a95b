import { useLanguage, useTranslation } from "@/i18n";
import { costInText, type Fen, fineInText, formatCount, formatFen } from "@/i18n/money";

/** Nothing is there: no driver, no fine. */
export function Nothing() {
  return <span className="muted">—</span>;
}

/** A known zero: something was found out, and it is none. */
export function Zero() {
  return <span className="muted">0</span>;
}

/** A count in a cell. */
export function Count({ count }: { count: number }) {
  return count === 0 ? <Zero /> : formatCount(count);
}

/** It exists, but the amount is not known. Never written as 0. */
export function Unknown() {
  const { t } = useTranslation();
  return <span className="muted">{t("money.unknown")}</span>;
}

/** A fine in a cell: the unit stands in the heading. `places` comes from `columnPlaces`. */
export function Money({ fen, places = 0 }: { fen: Fen | null; places?: 0 | 2 }) {
  return fen === null ? <Unknown /> : <span>{formatFen(fen, places)}</span>;
}

type SumProps = { knownFen: Fen; unknown: number; places?: 0 | 2 };

/** A sum with unknown parts, as it is read: 「300 + 2 条未知」. */
export function MoneyWithUnknown({ knownFen, unknown, places = 0 }: SumProps) {
  const { t } = useTranslation();
  if (unknown === 0) return knownFen === 0 ? <Zero /> : <span>{formatFen(knownFen, places)}</span>;
  if (knownFen === 0) return <Unknown />;
  return (
    <span>
      {formatFen(knownFen, places)}
      <span className="muted" style={{ fontSize: "var(--fs-12)", marginLeft: 4 }}>
        {t("money.unknownRows", { count: unknown })}
      </span>
    </span>
  );
}

/** A fine in running text: 「1,250 元」, "¥1,250". */
export function FineText({ fen }: { fen: Fen }) {
  return <>{fineInText(fen, useLanguage())}</>;
}

/** What calls cost, in running text: always two places. */
export function CostText({ fen }: { fen: Fen }) {
  return <>{costInText(fen, useLanguage())}</>;
}
