import type { KeyCount } from "@/bindings/KeyCount";
import type { Overview } from "@/bindings/Overview";
import { useTranslation } from "@/i18n";
import { RankBars } from "@/shared/Bars";
import { Panel } from "@/shared/Panel";
import { to, UNPAID } from "./links";
import { Months } from "./Months";
import css from "./overview.module.css";

/** Trend and rankings in one panel; every line leads to its unpaid rows. */
export function Rankings({ overview }: { overview: Overview }) {
  return (
    <Panel className={css.rankings}>
      <Months months={overview.months} />
      <Ranking name="act" rows={overview.acts} />
      <Ranking name="place" rows={overview.places} />
      <Ranking name="city" rows={overview.cities} />
    </Panel>
  );
}

function Ranking({ name, rows }: { name: "act" | "place" | "city"; rows: readonly KeyCount[] }) {
  const { t } = useTranslation("overview");
  const shown = rows.map(({ key, count }) => {
    const words = key || t("rank.notKnown");
    const label = <a href={to("violations", { [name]: key, state: UNPAID })}>{words}</a>;
    return { key, count, title: words, label };
  });
  return (
    <div className={css.rank} data-testid={`rank-${name}`}>
      <h2>
        {t(`rank.${name}`)}
        <span className="muted">{t("rank.aside")}</span>
      </h2>
      {rows.length === 0 ? <p className="muted">{t("rank.none")}</p> : <RankBars rows={shown} />}
    </div>
  );
}
