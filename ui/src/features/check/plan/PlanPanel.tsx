import { Fragment } from "react";
import type { Plan } from "@/bindings/Plan";
import type { Progress } from "@/bindings/Progress";
import { useLanguage, useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { costInText, type Fen, formatCount } from "@/i18n/money";
import { ProgressStack } from "@/shared/Bars";
import { useProviderName } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { Figure, FigureRow, Panel } from "@/shared/Panel";
import css from "../check.module.css";
import { CostFigure, useCostWords } from "../costWords";
import { NextRun } from "../schedule/NextRun";
import type { SearchProps } from "../search";
import { AskedTable, type Taken } from "./AskedTable";
import { CapShort } from "./CapShort";
import { SkippedTable } from "./SkippedTable";

type PanelProps = SearchProps & {
  plan: Plan;
  taken: Taken;
  last: Progress | null;
  maxCost: Fen | null;
  hours: number | null;
};

/** What the batch would do, in figures that add up. */
export function PlanPanel({ plan, taken, last, maxCost, hours, search, go }: PanelProps) {
  const { t } = useTranslation("check");
  const costWords = useCostWords();
  const skipped = plan.planned - plan.asked;
  // What it would cost by its parts is more than what the cap lets it cost.
  const capped = plan.at_most.fen < plan.uncapped.fen;
  const slices = [
    { key: "asked", label: t("plan.asked"), count: plan.asked, tone: "accent" as const },
    { key: "skipped", label: t("plan.skipped"), count: skipped, tone: "skipped" as const },
  ];
  const reasons = Object.values(plan.skipped_by).filter((count) => count > 0).length;
  return (
    <Panel title={t("plan.panel")} end={<span className="soft">{t("plan.nothingSent")}</span>}>
      <div className={css.planFigures}>
        <FigureRow>
          <Figure
            big
            label={t("plan.asked")}
            value={<span data-testid="plan-asked">{formatCount(plan.asked)}</span>}
            unit={t("vehicles")}
            note={t("plan.onceEach")}
          />
          <Figure
            big
            label={t("plan.skipped")}
            value={<span data-testid="plan-skipped">{formatCount(skipped)}</span>}
            unit={t("vehicles")}
            note={reasons > 0 ? t("plan.reasons", { count: reasons }) : t("plan.nobodySkipped")}
          />
          <CostFigure
            big
            label={t("plan.atMost")}
            cost={plan.at_most}
            note={capped ? t("plan.uncapped", { cost: costWords(plan.uncapped) }) : <Shares plan={plan} />}
          />
          <MonthFigure plan={plan} maxCost={maxCost} />
        </FigureRow>
      </div>
      <div className={css.planBar}>
        <ProgressStack
          label={t("plan.panel")}
          slices={slices}
          end={t("plan.sum", { count: plan.planned, shown: formatCount(plan.planned) })}
        />
      </div>
      {plan.cap_allows !== null && (
        <p className={css.planLine} data-testid="plan-cap-short">
          <Icon name="attention" small />
          <CapShort allowed={plan.cap_allows} />
        </p>
      )}
      <ShareLines plan={plan} />
      <AskedTable plan={plan} taken={taken} />
      <SkippedTable plan={plan} hours={hours} search={search} go={go} />
      {last && <LastBatch last={last} go={go} />}
      <NextRun />
    </Panel>
  );
}

function Shares({ plan }: { plan: Plan }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const nameOf = useProviderName();
  const words = plan.shares.map((share) => {
    const parts = share.parts.map(({ price_fen, calls }) => {
      if (price_fen === 0) return t("plan.freePart", { count: calls });
      const price = price_fen === null ? t("cost.noPrice") : costInText(price_fen, language);
      return `${formatCount(calls)} × ${price}`;
    });
    return `${nameOf(share.provider)} ${parts.join(" + ")}`;
  });
  return <span title={words.join("\n")}>{words.join(t("listComma"))}</span>;
}

/** What is worth knowing of a provider's share before it costs: too few calls left, vehicles that came over. */
function ShareLines({ plan }: { plan: Plan }) {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  return plan.shares.map((share) => {
    const provider = nameOf(share.provider);
    const short = share.quota_left !== null && share.quota_left < share.vehicles;
    return (
      <Fragment key={share.provider}>
        {short && (
          <p className={css.planLine} data-testid={`plan-quota-${share.provider}`}>
            <Icon name="attention" small />
            {t("plan.quotaShort", { provider, left: formatCount(share.quota_left ?? 0) })}
          </p>
        )}
        {share.instead > 0 && (
          <p className={css.planLine} data-testid={`plan-instead-${share.provider}`}>
            <Icon name="info" small />
            {t("plan.instead", { provider, count: share.instead, shown: formatCount(share.instead) })}
          </p>
        )}
      </Fragment>
    );
  });
}

function MonthFigure({ plan, maxCost }: { plan: Plan; maxCost: Fen | null }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const cap =
    maxCost === null ? t("plan.noCapNote") : t("plan.capNote", { cost: costInText(maxCost, language) });
  const lookups = plan.lookups > 0 ? t("plan.lookups", { count: plan.lookups }) : "";
  if (plan.month_left_fen === null) {
    return <Figure big label={t("plan.monthLeft")} value={t("plan.unlimited")} note={lookups || cap} />;
  }
  const cost = { fen: plan.month_left_fen, unknown: 0 };
  return <CostFigure big label={t("plan.monthLeft")} cost={cost} note={lookups || cap} />;
}

function LastBatch({ last, go }: Pick<SearchProps, "go"> & { last: Progress }) {
  const { t } = useTranslation("check");
  const costWords = useCostWords();
  const asked = last.planned - last.skipped - last.not_asked;
  return (
    <p className={css.planLine}>
      <Icon name="clock" small />
      {t("plan.last", {
        when: formatWhen(last.ended_at ?? last.started_at),
        count: asked,
        shown: formatCount(asked),
        charged: formatCount(last.charged),
        cost: costWords(last.cost),
      })}{" "}
      <button type="button" className="link" data-testid="check-last" onClick={() => go({ view: "batch" })}>
        {t("plan.seeLast")}
      </button>
    </p>
  );
}
