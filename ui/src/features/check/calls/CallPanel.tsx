import { useQuery } from "@tanstack/react-query";
import type { CallRow } from "@/bindings/CallRow";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { useCodeWords } from "@/shared/codeWords";
import { EVERY_CALL } from "@/shared/data/everything";
import { useProviderName } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { SidePanel, SideSection } from "@/shared/Layout";
import { vehiclesFound } from "@/shared/links";
import { Facts, Note } from "@/shared/Panel";
import css from "../check.module.css";
import { useChargeWords } from "../costWords";
import { CallAnswer } from "./CallAnswer";
import { CallPlate, CallState, nameless } from "./callColumns";
import { AskAgain, SettleButtons } from "./SettleButtons";

/** One call in full; a doubtful one can be settled here. */
export function CallPanel({ call, onClose }: { call: CallRow; onClose: () => void }) {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  const chargeWords = useChargeWords();
  const codeWords = useCodeWords();
  // A settled call leaves the list of doubtful ones: as long as it stands there it can be settled.
  const unsettled = useQuery({
    queryKey: ["calls", "unsettled", 0],
    queryFn: () => rpc("calls", { ...EVERY_CALL, doubtful_only: true }),
  });
  const open = unsettled.data?.rows.some((row) => row.id === call.id) ?? false;
  const rows: [string, React.ReactNode][] = [
    [t("calls.provider"), nameOf(call.provider)],
    [t("calls.asked"), formatFull(call.asked_at)],
    [t("calls.settled"), call.settled_at === null ? "—" : formatFull(call.settled_at)],
    [t("calls.charge"), chargeWords(call.charge, call.cost_fen)],
    [t("calls.code"), call.code === null ? "—" : codeWords(call.code)],
  ];
  return (
    <SidePanel
      label={call.plate ?? t(nameless(call))}
      onClose={onClose}
      heading={
        <div className="row">
          <CallPlate call={call} />
          <CallState call={call} />
        </div>
      }
    >
      <SideSection>
        <Facts rows={rows} />
        {call.plate && (
          <p className={css.below}>
            <a href={vehiclesFound(call.plate)}>{t("calls.vehicle")}</a>
          </p>
        )}
      </SideSection>
      {call.text && <SideSection title={t("calls.vendorText")}>{call.text}</SideSection>}
      {call.plate && <CallAnswer call={call} />}
      {open && (
        <SideSection>
          <Note tone="doubtful" icon={<Icon name="question" />}>
            {t("doubtful.before")}
            <b>{t("charge.unknown")}</b>
            {t("doubtful.after")}
          </Note>
          <div className="row" style={{ marginTop: 12 }}>
            <SettleButtons call={call} />
            <AskAgain call={call} />
          </div>
        </SideSection>
      )}
    </SidePanel>
  );
}
