import type { KeyCount } from "@/bindings/KeyCount";
import type { Overview } from "@/bindings/Overview";
import { useTranslation } from "@/i18n";
import { RankBars } from "@/shared/Bars";
import { violationsLike } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import type { SpanSearch } from "@/shared/span/span";
import { isUnknown } from "./known";
import { Months } from "./Months";
import css from "./overview.module.css";

/** Trend and rankings in one panel; every line leads to its unpaid rows. */
export function Rankings({ overview, days }: { overview: Overview; days: SpanSearch }) {
  const { t } = useTranslation("overview");
  const none = t(isUnknown(overview) ? "noAnswer" : "rank.none");
  return (
    <Panel className={css.rankings}>
      <Months months={overview.months} />
      <Ranking name="act" days={days} rows={overview.acts} none={none} />
      <Ranking name="place" days={days} rows={overview.places} none={none} />
      <Ranking name="city" days={days} rows={overview.cities} none={none} />
    </Panel>
  );
}

type RankingProps = {
  name: "act" | "place" | "city";
  rows: readonly KeyCount[];
  none: string;
  days: SpanSearch;
};

function Ranking({ name, rows, none, days }: RankingProps) {
  const { t } = useTranslation("overview");
  const shown = rows.map(({ key, count }) => {
    const words = key || t("rank.notKnown");
    const label = <a href={violationsLike(name, key, days)}>{words}</a>;
    return { key, count, title: words, label };
  });
  return (
    <div className={css.rank} data-testid={`rank-${name}`}>
      <h2>
        {t(`rank.${name}`)}
        <span className="muted">{t("rank.aside")}</span>
      </h2>
      {rows.length === 0 ? <p className="muted">{none}</p> : <RankBars rows={shown} />}
    </div>
  );
}
