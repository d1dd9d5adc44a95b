import type { ScheduledRun } from "@/bindings/ScheduledRun";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import css from "../check.module.css";
import { scheduleSettings } from "../links";
import { CureLink } from "../Refusal";
import { useFailureWords } from "./failure";

type FailedProps = { run: ScheduledRun; onSettings?: boolean };

/** A check that did not begin by itself: why, what to do, and that nobody tries it again that day. */
export function FailedRun({ run, onSettings = false }: FailedProps) {
  const { t } = useTranslation("check");
  const said = useFailureWords()(run.outcome);
  if (!said) return null;
  return (
    <div data-testid="scheduled-failed">
      <Note tone="failed" icon={<Icon name="attention" />}>
        <b>{t("scheduled.refused", { when: formatWhen(run.at), why: said.title })}</b>
        <br />
        {said.next} {run.outcome.kind === "refused" && <CureLink error={run.outcome.error} />}{" "}
        {t("scheduled.notAgain")}{" "}
        {!onSettings && (
          <a className={css.inText} href={scheduleSettings()}>
            {t("scheduled.change")}
          </a>
        )}
      </Note>
    </div>
  );
}
