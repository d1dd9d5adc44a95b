import type { ReactNode } from "react";
import type { CommandError } from "@/bindings/CommandError";
import type { ScheduledRun } from "@/bindings/ScheduledRun";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { Icon } from "@/shared/Icon";
import { scheduleSettings } from "@/shared/links";
import { Note } from "@/shared/Panel";
import { CureLink } from "@/shared/Refusal";
import { useFailureWords } from "./failure";

type OnSettings = { onSettings?: boolean };

/** A check that did not begin by itself: why, what to do, and that nobody tries it again that day. */
export function FailedRun({ run, onSettings }: OnSettings & { run: ScheduledRun }) {
  const { t } = useTranslation("check");
  const said = useFailureWords()(run.outcome);
  if (!said) return null;
  const error = run.outcome.kind === "refused" ? run.outcome.error : null;
  return (
    <Failure
      onSettings={onSettings}
      title={t("scheduled.refused", { when: formatWhen(run.at), why: said.title })}
      next={
        <>
          {said.next} {error && <CureLink error={error} />} {t("scheduled.notAgain")}
        </>
      }
    />
  );
}

/** Today's is due and cannot begin: why, and that it does once that is put right. */
export function StuckRun({ error, onSettings }: OnSettings & { error: CommandError }) {
  const { t } = useTranslation("check");
  const said = useFailureWords()({ kind: "refused", error });
  if (!said) return null;
  return (
    <Failure
      onSettings={onSettings}
      title={t("scheduled.stuck", { why: said.title })}
      next={
        <>
          {said.next} {t("scheduled.triesOn")}
        </>
      }
    />
  );
}

type FailureProps = { title: string; next: ReactNode; onSettings: boolean | undefined };

function Failure({ title, next, onSettings = false }: FailureProps) {
  const { t } = useTranslation("check");
  return (
    <div data-testid="scheduled-failed">
      <Note tone="failed" icon={<Icon name="attention" />}>
        <b>{title}</b>
        <br />
        {next}{" "}
        {!onSettings && (
          <a className="in-text" href={scheduleSettings()}>
            {t("scheduled.change")}
          </a>
        )}
      </Note>
    </div>
  );
}
