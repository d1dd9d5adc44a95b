import type { CallRow } from "@/bindings/CallRow";
import { useProviderName } from "@/features/settings/queries";
import { useTranslation } from "@/i18n";
import { formatFull, formatWhen } from "@/i18n/dates";
import { SideSection } from "@/shared/Layout";
import { CostText } from "@/shared/Money";
import css from "./panel.module.css";

/** The last questions about this vehicle: when, whom, what came back, what it cost. */
export function CallList({ calls }: { calls: readonly CallRow[] }) {
  const { t } = useTranslation("garage");
  const providerName = useProviderName();
  if (calls.length === 0) return null;
  return (
    <SideSection title={t("panel.calls")}>
      <ul className={css.calls} data-testid="panel-calls">
        {calls.map((call) => (
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
          </li>
        ))}
      </ul>
    </SideSection>
  );
}

function Outcome({ call }: { call: CallRow }) {
  const { t } = useTranslation("garage");
  if (call.state === "answered") {
    if (call.violations === null) return t("call.answered");
    return t("call.violations", { count: call.violations });
  }
  if (call.state === "doubtful") return t("call.doubtful");
  if (call.state === "failed") return <>{t("call.failed", { code: call.code ?? "–" })}</>;
  return t("call.asked");
}

function Charged({ call }: { call: CallRow }) {
  const { t } = useTranslation("garage");
  if (call.charge === "unknown") return t("call.chargeUnknown");
  if (call.charge === "no") return t("call.free");
  return call.cost_fen === null ? t("call.noPrice") : <CostText fen={call.cost_fen} />;
}
