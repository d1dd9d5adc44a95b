import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BackupReply } from "@/bindings/BackupReply";
import type { ChosenFile } from "@/bindings/ChosenFile";
import type { DoctorReport } from "@/bindings/DoctorReport";
import type { Finding } from "@/bindings/Finding";
import { RestoreDialog } from "@/features/restore";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Chip } from "@/shared/Chip";
import { useAppState } from "@/shared/data/appState";
import { askBackup, askSave } from "@/shared/files/askFile";
import { Icon } from "@/shared/Icon";
import { unsettledCalls } from "@/shared/links";
import { Note, Panel } from "@/shared/Panel";
import { RecentChanges } from "@/shared/RecentChanges";
import { Refusal } from "@/shared/Refusal";
import { showWritten } from "@/shared/toast";
import { ErasePanel } from "../erase/ErasePanel";
import css from "../settings.module.css";
import { AnswersPanel } from "./AnswersPanel";
import { backupsQuery } from "./BackupCopies";
import { BackupsPanel } from "./BackupsPanel";
import { Everything } from "./Everything";
import { KeysToType } from "./KeysToType";
import { PlaceNote } from "./PlaceNote";

/** Backup, restore, taking everything along, the doctor, and erasing. */
export function KeepingSection() {
  const { t } = useTranslation(["settings", "common"]);
  const home = useAppState()?.home;
  return (
    <div className={css.stackOfPanels}>
      <Panel title={t("keeping.backup")} padded>
        <div className={css.fields}>
          <PlaceNote />
          <KeysToType />
          <p className="soft">{t("keeping.backupText")}</p>
          <div className="row">
            <Backup />
            <Restore />
          </div>
          {home && (
            <p className="row">
              <span className="muted">{t("keeping.folder")}</span>
              <code className="clip" data-testid="home-folder">
                {home}
              </code>
              <Button kind="quiet" size="small" onClick={() => void navigator.clipboard.writeText(home)}>
                {t("keeping.copyPath")}
              </Button>
            </p>
          )}
        </div>
      </Panel>
      <BackupsPanel />
      <Everything />
      <Panel copies title={t("common:changes.title")} padded>
        <RecentChanges />
      </Panel>
      <AnswersPanel />
      <Doctor />
      <ErasePanel />
    </div>
  );
}

function Backup() {
  const { t } = useTranslation("settings");
  const said = ({ path, receipts, receipts_missing: missing }: BackupReply) =>
    [
      t("keeping.backedUp", { file: path }),
      receipts > 0 && t("keeping.receiptsBeside", { count: receipts }),
      missing > 0 && t("keeping.receiptsMissing", { count: missing }),
    ]
      .filter(Boolean)
      .join(" ");
  const queries = useQueryClient();
  const backup = useMutation({
    mutationFn: async () => {
      const chosen = await askSave(t("keeping.fileName"), ["sqlite"]);
      return chosen === null ? null : rpc("backup", { to: chosen.file });
    },
    onSuccess: (reply) => {
      if (reply) showWritten(said(reply), reply.opens);
      void queries.invalidateQueries({ queryKey: backupsQuery.queryKey });
    },
  });
  return (
    <>
      <Button
        kind="primary"
        icon="exportFile"
        data-testid="backup"
        disabled={backup.isPending}
        onClick={() => backup.mutate()}
      >
        {t("keeping.backupVerb")}
      </Button>
      {backup.error && <Refusal onSettings error={asCommandError(backup.error)} />}
    </>
  );
}

function Restore() {
  const { t } = useTranslation("settings");
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  return (
    <>
      <Button icon="importFile" data-testid="restore" onClick={async () => setChosen(await askBackup())}>
        {t("keeping.restoreVerb")}
      </Button>
      <RestoreDialog chosen={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

function Doctor() {
  const { t } = useTranslation("settings");
  const doctor = useMutation({ mutationFn: () => rpc("doctor", {}) });
  return (
    <Panel
      copies
      title={t("keeping.doctor")}
      end={
        <Button size="small" data-testid="doctor" disabled={doctor.isPending} onClick={() => doctor.mutate()}>
          {doctor.isPending ? t("keeping.looking") : t("keeping.doctorVerb")}
        </Button>
      }
      padded
    >
      <div className={css.fields}>
        <p className="soft">{t("keeping.doctorText")}</p>
        {doctor.error && <Refusal onSettings error={asCommandError(doctor.error)} />}
        {doctor.data && <Findings report={doctor.data} />}
      </div>
    </Panel>
  );
}

function Findings({ report }: { report: DoctorReport }) {
  const { t } = useTranslation("settings");
  return (
    <div role="status" data-testid="doctor-report" data-ok={report.ok}>
      <Note tone={report.ok ? "passed" : "failed"} icon={<Icon name={report.ok ? "tick" : "close"} />}>
        {report.ok ? t("keeping.healthy") : t("keeping.ill")}
      </Note>
      <ul className={css.findings}>
        {report.findings.map((finding) => (
          <FindingRow key={`${finding.code} ${finding.message}`} finding={finding} />
        ))}
      </ul>
    </div>
  );
}

/** What it is and the next step; for an error also what to tell those who can mend it. */
function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation("settings");
  const { code, count } = finding;
  const isError = finding.level === "error";
  const shown = count === null ? "" : formatCount(count);
  return (
    <li className="row">
      <Chip tone={isError ? "failed" : "info"} icon={isError ? "close" : "info"}>
        {isError ? t("keeping.error") : t("keeping.notice")}
      </Chip>
      <span>
        {t(`finding.${code}`, { shown })}
        {count !== null && code !== "schema" && (
          <span className="muted nowrap"> {t("keeping.found", { count, shown })}</span>
        )}
        {isError && (
          <span className="muted">
            {" "}
            <code>{code}</code>
            {count === null && ` ${finding.message}`}
          </span>
        )}
        {code === "doubtful_calls" && (
          <>
            {" "}
            <a href={unsettledCalls()} data-testid={`finding-${code}`}>
              {t("keeping.settle")}
            </a>
          </>
        )}
      </span>
    </li>
  );
}
