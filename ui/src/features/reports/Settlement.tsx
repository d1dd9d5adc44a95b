import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SettledRow } from "@/bindings/SettledRow";
import type { Settlement } from "@/bindings/Settlement";
import type { SettlementRef } from "@/bindings/SettlementRef";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { columnPlaces, formatCount, formatFen } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { ConfirmDialog } from "@/shared/Dialog";
import { ExportButton } from "@/shared/files/ExportButton";
import { ReportButton } from "@/shared/files/ReportButton";
import { IssuedList } from "@/shared/IssuedList";
import { lastMonths, MonthChoice } from "@/shared/MonthChoice";
import { Panel } from "@/shared/Panel";
import { withErrorToast } from "@/shared/runCommand";
import { ErrorState } from "@/shared/States";
import { showToast } from "@/shared/toast";
import css from "./reports.module.css";

/** A month by group and driver: as it would be issued now, or as it was (`opens` one that was issued). */
export function SettlementPanel({ opens = null }: { opens?: string | null }) {
  const { t } = useTranslation("reports");
  const [month, setMonth] = useState(() => lastMonths(Date.now(), 2)[1] ?? "");
  const [id, setId] = useState<string | null>(opens);
  const which: SettlementRef = id === null ? { which: "draft", month } : { which: "issued", id };
  const shown = useQuery({
    queryKey: ["violations", "settlement", which],
    queryFn: () => rpc("settlement", which),
  });
  const issued = useQuery({
    queryKey: ["violations", "settlements"],
    queryFn: () => rpc("settlements", {}),
  }).data;
  return (
    <Panel
      copies
      className={css.totals}
      title={t("settlement.title")}
      aside={shown.data && <Standing settlement={shown.data} />}
      end={
        <span className="row">
          {id !== null && shown.data && (
            <Button
              size="small"
              data-testid="settlement-to-draft"
              onClick={() => {
                setMonth(shown.data.month);
                setId(null);
              }}
            >
              {t("settlement.toDraft")}
            </Button>
          )}
          <MonthChoice
            required
            testId="settlement-month"
            value={id === null ? month : (shown.data?.month ?? month)}
            onChange={(next) => {
              setId(null);
              setMonth(next ?? month);
            }}
          />
          {shown.data && <Files which={which} month={shown.data.month} />}
          {shown.data?.number === null && <Issue settlement={shown.data} onIssued={setId} />}
        </span>
      }
    >
      <div className={css.roll}>
        {shown.error && <ErrorState error={asCommandError(shown.error)} />}
        {shown.data && <Sheet settlement={shown.data} />}
        <IssuedList
          title={t("settlement.list")}
          testId="settlement-list"
          heads={issued ?? []}
          label={(head) => t("settlement.head", { month: head.month, number: head.number })}
          open={id}
          onOpen={(head) => setId(head.id)}
        />
      </div>
    </Panel>
  );
}

/** "编号 3 · 03-01 09:00 出具", or that it is a draft. */
function Standing({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation("reports");
  const { number, issued_at, month, is_supplement } = settlement;
  const said =
    number !== null && issued_at !== null
      ? t("settlement.issued", { number, month, when: formatWhen(issued_at) })
      : t("settlement.draft");
  return (
    <span data-testid="settlement-standing">
      {is_supplement ? `${said} · ${t("settlement.supplement")}` : said}
    </span>
  );
}

function Files({ which, month }: { which: SettlementRef; month: string }) {
  const { t } = useTranslation("reports");
  return (
    <>
      <ExportButton
        testId="export-settlement"
        name={`${t("settlement.title")} ${month}`}
        what={{ what: "settlement", settlement: which }}
      />
      <ReportButton small testId="report-settlement" scope={{ of: "settlement", settlement: which }} />
    </>
  );
}

function Issue({ settlement, onIssued }: { settlement: Settlement; onIssued: (id: string) => void }) {
  const { t } = useTranslation("reports");
  const [asked, setAsked] = useState(false);
  const nothing = settlement.lines.length + settlement.corrections.length === 0;
  const issue = () =>
    withErrorToast(async () => {
      setAsked(false);
      const done = await rpc("settlement_issue", { month: settlement.month });
      showToast(t("settlement.done", { month: done.month, number: done.number }));
      onIssued(done.id);
    });
  return (
    <>
      <Button
        kind="primary"
        size="small"
        disabled={nothing}
        data-testid="settlement-issue"
        onClick={() => setAsked(true)}
      >
        {t("settlement.issue")}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t("settlement.ask", { month: settlement.month })}
        text={t("settlement.askText", {
          lines: formatCount(settlement.lines.length),
          corrections: formatCount(settlement.corrections.length),
        })}
        verb={t("settlement.issue")}
        onConfirm={() => void issue()}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

function Sheet({ settlement }: { settlement: Settlement }) {
  const { t } = useTranslation("reports");
  return (
    <>
      {settlement.rows.length > 0 ? (
        <Sums rows={settlement.rows} testId="settlement-sums" />
      ) : (
        <p className={css.more}>{t("settlement.none")}</p>
      )}
      {settlement.corrected.length > 0 && (
        <>
          <h3 className={css.part}>
            {t("settlement.corrections", { count: settlement.corrections.length })}
          </h3>
          <Sums rows={settlement.corrected} testId="settlement-corrections" />
        </>
      )}
    </>
  );
}

const MONEY = ["paid_company_fen", "paid_driver_fen", "agent_fen", "to_deduct_fen"] as const;

/** Sums by group and driver, with their total. */
function Sums({ rows, testId }: { rows: readonly SettledRow[]; testId: string }) {
  const { t } = useTranslation("reports");
  const places = columnPlaces(rows.flatMap((row) => MONEY.map((name) => row[name])));
  const counts = ["found", "handled"] as const;
  const after = ["proven", "unknown"] as const;
  const sum = (name: keyof SettledRow) => rows.reduce((sum, row) => sum + Number(row[name]), 0);
  return (
    <table className={css.table} data-testid={testId}>
      <thead>
        <tr>
          <th>{t("dimension.group")}</th>
          <th>{t("dimension.driver")}</th>
          {[...counts, ...MONEY, ...after].map((name) => (
            <th key={name} className="num">
              {t(`settlement.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.group}\n${row.driver}`}>
            <td>{row.group || t("nobody.group")}</td>
            <td>{row.driver || t("nobody.driver")}</td>
            <Cells of={(name) => row[name]} places={places} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>{t("sum")}</td>
          <Cells of={sum} places={places} />
        </tr>
      </tfoot>
    </table>
  );
}

type Figure = "found" | "handled" | (typeof MONEY)[number] | "proven" | "unknown";

function Cells({ of, places }: { of: (name: Figure) => number; places: 0 | 2 }) {
  return (
    <>
      <td className="num">{formatCount(of("found"))}</td>
      <td className="num">{formatCount(of("handled"))}</td>
      {MONEY.map((name) => (
        <td key={name} className="num">
          {formatFen(of(name), places)}
        </td>
      ))}
      <td className="num">{formatCount(of("proven"))}</td>
      <td className="num">{formatCount(of("unknown"))}</td>
    </>
  );
}
