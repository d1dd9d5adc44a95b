import { useQuery } from "@tanstack/react-query";
import type { CallRow } from "@/bindings/CallRow";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatClock, formatFull } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { EVERY_CALL } from "@/shared/data/everything";
import { Icon } from "@/shared/Icon";
import { unsettledCalls } from "@/shared/links";
import { Note, Panel } from "@/shared/Panel";
import { CallPlate } from "../calls/callColumns";
import { AskAgain, SettleButtons } from "../calls/SettleButtons";
import css from "../check.module.css";

const SHOWN = 50;

/** Doubtful calls stand apart: a person looks them up in the vendor's console and says what they cost. */
export function DoubtfulPanel() {
  const { t } = useTranslation("check");
  const calls = useQuery({
    queryKey: ["calls", "unsettled", SHOWN],
    queryFn: () => rpc("calls", { ...EVERY_CALL, doubtful_only: true, limit: SHOWN }),
  });
  const total = calls.data?.total ?? 0;
  if (total === 0) return null;
  return (
    <Panel
      copies
      className={css.fixed}
      title={t("outcome.doubtful")}
      aside={t("doubtful.aside", { count: total, shown: formatCount(total) })}
      end={<a href={unsettledCalls()}>{t("calls.title")}</a>}
    >
      <div className={css.notePad}>
        <Note tone="doubtful" icon={<Icon name="question" />}>
          {t("doubtful.before")}
          <b>{t("charge.unknown")}</b>
          {t("doubtful.after")}
        </Note>
      </div>
      <ul className={css.doubtfulRoll} data-testid="doubtful-list">
        {calls.data?.rows.map((call) => (
          <Doubtful key={call.id} call={call} />
        ))}
      </ul>
    </Panel>
  );
}

function Doubtful({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  const why = t(`reason.${call.reason ?? "lost"}`);
  return (
    <li className={css.doubtfulRow} data-testid={`doubtful-${call.plate ?? call.id}`}>
      <span className={css.plateCell}>
        <CallPlate call={call} />
      </span>
      <span className="clip grow" title={`${formatFull(call.asked_at)} ${why} ${call.text ?? ""}`}>
        {formatClock(call.asked_at)} {why}
      </span>
      <SettleButtons call={call} />
      <AskAgain call={call} />
    </li>
  );
}
