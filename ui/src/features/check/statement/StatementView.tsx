import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Statement } from "@/bindings/Statement";
import type { StatementShare } from "@/bindings/StatementShare";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount, formatFen } from "@/i18n/money";
import { useProviderName } from "@/shared/data/settings";
import { ExportButton } from "@/shared/files/ExportButton";
import { Icon } from "@/shared/Icon";
import { unreadableCalls, unsettledCalls } from "@/shared/links";
import { lastMonths, MonthChoice } from "@/shared/MonthChoice";
import { Figure, FigureRow, Note, Panel } from "@/shared/Panel";
import { Page } from "@/shared/page/Page";
import { EmptyState, ErrorState } from "@/shared/States";
import css from "../check.module.css";
import { CostFigure } from "../costWords";
import type { SearchProps } from "../search";
import { DayTable } from "./DayTable";
import { FoundTable } from "./FoundTable";
import { PriceTable } from "./PriceTable";

/** A month to hold against the vendors' bills: sums, by price, day by day. */
export function StatementView({ search, go }: SearchProps) {
  const { t } = useTranslation("check");
  const month = search.month ?? lastMonths(Date.now(), 1)[0] ?? "";
  const told = useQuery({
    queryKey: ["calls", "statement", month],
    queryFn: () => rpc("statement", { month }),
    placeholderData: keepPreviousData,
  });
  const name = t("statement.file", { month });
  const providers = told.data?.providers ?? [];
  return (
    <Page
      title={t("statement.title")}
      sub={t("statement.sub")}
      primary={
        <button type="button" className="link" data-testid="calls-back" onClick={() => go({ view: "calls" })}>
          {t("statement.back")}
        </button>
      }
    >
      <div className={css.statementBar}>
        <MonthChoice required value={month} onChange={(wanted) => go({ month: wanted })} />
        <span className="grow" />
        <ExportButton testId="export-statement" name={name} what={{ what: "statement", month }} />
      </div>
      {told.error && <ErrorState error={asCommandError(told.error)} />}
      {told.data && providers.length === 0 && (
        <EmptyState title={t("statement.none", { month })} text={t("statement.noneText")} />
      )}
      {providers.map((share) => (
        <Share key={share.provider} share={share} />
      ))}
      {told.data && providers.length > 1 && <Agreement told={told.data} />}
    </Page>
  );
}

/** Whether the second provider's money finds what the first one's does not. */
function Agreement({ told }: { told: Statement }) {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  return (
    <Panel copies title={t("statement.agreement")} className={css.fixed}>
      <div className={css.statementFigures} data-testid="statement-agreement">
        <FigureRow>
          <Figure label={t("statement.agreed")} value={formatCount(told.agreed)} unit={t("statement.rows")} />
          {told.providers.map((share) => (
            <Figure
              key={share.provider}
              label={t("statement.alone", { name: nameOf(share.provider) })}
              value={formatCount(share.alone)}
              unit={t("statement.rows")}
            />
          ))}
        </FigureRow>
      </div>
    </Panel>
  );
}

function Share({ share }: { share: StatementShare }) {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  const { sums } = share;
  return (
    <Panel
      title={nameOf(share.provider)}
      aside={sums.lookups > 0 ? t("calls.lookups", { count: sums.lookups }) : undefined}
      className={css.fixed}
    >
      <div className={css.statementFigures} data-testid={`statement-${share.provider}`}>
        <FigureRow>
          <Figure label={t("statement.calls")} value={formatCount(sums.calls)} unit={t("statement.times")} />
          <Figure label={t("calls.is.yes")} value={formatCount(sums.charged)} unit={t("statement.times")} />
          <Figure label={t("calls.is.no")} value={formatCount(sums.free)} unit={t("statement.times")} />
          <Figure
            label={t("calls.is.unknown")}
            value={formatCount(sums.doubtful)}
            unit={t("statement.times")}
          />
          <CostFigure label={t("done.cost")} cost={{ fen: sums.cost_fen, unknown: sums.cost_unknown }} />
          <Figure
            label={t("statement.found")}
            value={formatCount(share.new_violations)}
            unit={t("statement.rows")}
          />
          {share.cost_each_fen !== null && (
            <Figure
              label={t("statement.each")}
              value={formatFen(share.cost_each_fen, 2)}
              unit={t("statement.yuan")}
            />
          )}
        </FigureRow>
      </div>
      {sums.doubtful > 0 && (
        <div className={css.notePad}>
          <Note tone="doubtful" icon={<Icon name="question" />}>
            {t("statement.doubtful", { count: sums.doubtful })}{" "}
            <a href={unsettledCalls()}>{t("skip.settle")}</a>
          </Note>
        </div>
      )}
      {sums.unreadable > 0 && (
        <div className={css.notePad}>
          <Note icon={<Icon name="question" />}>
            {t("statement.unreadable", { count: sums.unreadable })}{" "}
            <a href={unreadableCalls()}>{t("skip.see")}</a>
          </Note>
        </div>
      )}
      <div className={css.statementTables}>
        <PriceTable prices={share.prices} />
        <DayTable days={share.days} sums={sums} />
      </div>
      {share.cities.some((city) => city.city !== "") && (
        <div className={css.foundCities}>
          <FoundTable cities={share.cities} />
        </div>
      )}
    </Panel>
  );
}
