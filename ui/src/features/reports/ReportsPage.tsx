import { useState } from "react";
import type { ExportWhat } from "@/bindings/ExportWhat";
import type { ReportScope } from "@/bindings/ReportScope";
import type { TotalsBy } from "@/bindings/TotalsBy";
import { useTranslation } from "@/i18n";
import { EVERY_CALL, EVERY_VEHICLE, EVERY_VIOLATION } from "@/shared/data/everything";
import { ExportButton } from "@/shared/files/ExportButton";
import { ReportButton } from "@/shared/files/ReportButton";
import { allCalls, UNPAID } from "@/shared/links";
import { MonthChoice } from "@/shared/MonthChoice";
import { Panel } from "@/shared/Panel";
import { Page } from "@/shared/page/Page";
import { Segmented } from "@/shared/Segmented";
import { SpanChoice } from "@/shared/span/SpanChoice";
import { NO_SPAN, type SpanSearch, toSpan } from "@/shared/span/span";
import { IssuedPanel } from "./Issued";
import css from "./reports.module.css";
import { SettlementPanel } from "./Settlement";
import { TotalsTable } from "./TotalsTable";

const VIEWS = ["totals", "settlement", "issued"] as const;
const DIMENSIONS = ["driver", "group", "city", "month", "vehicle"] as const satisfies readonly TotalsBy[];

/** What can leave the program as a file, and the totals before they do. */
export function ReportsPage() {
  const { t } = useTranslation("reports");
  const [view, setView] = useState<(typeof VIEWS)[number]>("totals");
  const [settlement, setSettlement] = useState<string | null>(null);
  const [by, setBy] = useState<TotalsBy>("driver");
  const [days, setDays] = useState<SpanSearch>(NO_SPAN);
  const span = toSpan(days);
  return (
    <Page
      title={t("title")}
      sub={t("sub")}
      primary={
        <Segmented
          small
          label={t("view.label")}
          value={view}
          segments={VIEWS.map((value) => ({
            value,
            label: <span data-testid={`reports-${value}`}>{t(`view.${value}`)}</span>,
          }))}
          onChange={(next) => {
            setSettlement(null);
            setView(next);
          }}
        />
      }
    >
      <Panel title={t("files")} aside={t("filesAside")}>
        <ul>
          <Vehicles />
          <Violations />
          <Calls />
        </ul>
      </Panel>
      {view === "settlement" && <SettlementPanel opens={settlement} />}
      {view === "issued" && (
        <IssuedPanel
          onSettlement={(id) => {
            setSettlement(id);
            setView("settlement");
          }}
        />
      )}
      {view === "totals" && (
        <Panel
          copies
          className={css.totals}
          title={t("totals")}
          end={
            <span className="row">
              <SpanChoice value={days} onChange={setDays} />
              <Segmented
                small
                label={t("by")}
                value={by}
                segments={DIMENSIONS.map((value) => ({ value, label: t(`dimension.${value}`) }))}
                onChange={setBy}
              />
              <ExportButton
                testId="export-totals"
                name={t("totalsBy", { by: t(`dimension.${by}`) })}
                what={{ what: "totals", by, span }}
              />
            </span>
          }
        >
          <TotalsTable by={by} days={days} />
        </Panel>
      )}
    </Page>
  );
}

type LineProps = {
  id: string;
  title: string;
  text: string;
  what: ExportWhat;
  /** A page to print, where there is one. */
  scope?: ReportScope;
  children?: React.ReactNode;
};

function Line({ id, title, text, what, scope, children }: LineProps) {
  return (
    <li className={css.line}>
      <div className="grow">
        <b>{title}</b>
        <div className="muted">{text}</div>
      </div>
      {children}
      <ExportButton testId={`export-${id}`} name={title} what={what} />
      {scope && <ReportButton small scope={scope} testId={`report-${id}`} />}
    </li>
  );
}

function Vehicles() {
  const { t } = useTranslation("reports");
  const query = { filter: EVERY_VEHICLE, sort: null, offset: 0, limit: 0 };
  return (
    <Line
      id="vehicles"
      title={t("vehicles")}
      text={t("vehiclesText")}
      what={{ what: "vehicles", query, only: null }}
      scope={{ of: "fleet", query }}
    />
  );
}

function Violations() {
  const { t } = useTranslation("reports");
  const [days, setDays] = useState<SpanSearch>(NO_SPAN);
  const [which, setWhich] = useState<"unpaid" | "new" | "all">("unpaid");
  const filter = {
    ...EVERY_VIOLATION,
    state: which === "unpaid" ? UNPAID : [],
    new_only: which === "new",
    span: toSpan(days),
  };
  const query = { filter, sort: null, offset: 0, limit: 0 };
  const segments = (["unpaid", "new", "all"] as const).map((value) => ({
    value,
    label: t(`which.${value}`),
  }));
  return (
    <Line
      id="violations"
      title={t("violations")}
      text={t("violationsText")}
      what={{ what: "violations", query, only: null }}
      scope={{ of: "violations", query, only: null }}
    >
      <SpanChoice value={days} onChange={setDays} />
      <Segmented small label={t("violations")} value={which} segments={segments} onChange={setWhich} />
    </Line>
  );
}

function Calls() {
  const { t } = useTranslation("reports");
  const [month, setMonth] = useState<string | undefined>();
  const query = { ...EVERY_CALL, month: month ?? null };
  return (
    <Line id="calls" title={t("calls")} text={t("callsText")} what={{ what: "calls", query }}>
      <a href={allCalls()}>{t("seeCalls")}</a>
      <MonthChoice value={month} onChange={setMonth} />
    </Line>
  );
}
