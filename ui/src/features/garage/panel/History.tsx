import type { CallRow } from "@/bindings/CallRow";
import type { HistoryEntry } from "@/bindings/HistoryEntry";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { useTranslation } from "@/i18n";
import { formatFull, formatWhen } from "@/i18n/dates";
import { useProviderName } from "@/shared/data/settings";
import { SideSection } from "@/shared/Layout";
import { violationOf } from "@/shared/links";
import { CostText } from "@/shared/Money";
import css from "./panel.module.css";

/** The vehicle is no longer in use: its violations are in a list of their own. */
type Left = { left: boolean };

/** The last questions about this vehicle: what came back, what it cost, and what it changed. */
export function History({ entries, left }: { entries: readonly HistoryEntry[] } & Left) {
  const { t } = useTranslation("garage");
  const providerName = useProviderName();
  if (entries.length === 0) return null;
  return (
    <SideSection title={t("panel.calls")}>
      <ul className={css.calls} data-testid="panel-calls">
        {entries.map(({ call, ...changed }) => (
          <li key={call.id}>
            <span className="soft nowrap" title={formatFull(call.asked_at)}>
              {formatWhen(call.asked_at)}
            </span>
            <span className="clip" title={call.text ?? undefined}>
              {t("panel.call", { provider: providerName(call.provider) })}
              <Outcome call={call} />
            </span>
            <span className="muted nowrap">
              <Charged call={call} />
            </span>
            <Changed {...changed} left={left} />
          </li>
        ))}
      </ul>
    </SideSection>
  );
}

/** What came new with this answer, and what is no longer returned since. */
function Changed({ new: fresh, gone, left }: Omit<HistoryEntry, "call"> & Left) {
  const { t } = useTranslation("garage");
  if (fresh.length + gone.length === 0) return null;
  const isFirst = fresh.every((row) => row.first_found);
  return (
    <div className={css.changed} data-testid="history-changed">
      {fresh.length > 0 && (
        <details>
          <summary>{t(isFirst ? "history.firstFound" : "history.new", { count: fresh.length })}</summary>
          <Rows rows={fresh} left={left} />
        </details>
      )}
      {gone.length > 0 && (
        <details>
          <summary>{t("history.gone", { count: gone.length })}</summary>
          <Rows rows={gone} left={left} />
        </details>
      )}
    </div>
  );
}

function Rows({ rows, left }: { rows: readonly ViolationRow[] } & Left) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <a href={violationOf(row.vehicle, row.id, left)} title={row.act}>
            {formatFull(row.time)} {row.act}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ call }: { call: CallRow }) {
  const { t } = useTranslation("garage");
  if (call.state === "answered") return t("call.answered");
  if (call.state === "doubtful") return t("call.doubtful");
  if (call.state === "unreadable") return t("call.unreadable");
  if (call.state === "failed") return <>{t("call.failed", { code: call.code ?? "–" })}</>;
  return t("call.asked");
}

function Charged({ call }: { call: CallRow }) {
  const { t } = useTranslation("garage");
  if (call.charge === "unknown") return t("call.chargeUnknown");
  if (call.charge === "no") return t("call.free");
  return call.cost_fen === null ? t("call.noPrice") : <CostText fen={call.cost_fen} />;
}
