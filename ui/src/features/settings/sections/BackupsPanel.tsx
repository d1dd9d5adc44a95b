import { useQuery } from "@tanstack/react-query";
import type { BackupTrial } from "@/bindings/BackupTrial";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { FolderButton } from "@/shared/files/FolderButton";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";
import { Age, backupsQuery, Copies } from "./BackupCopies";
import { SecondFolder } from "./SecondFolder";

/** The copies in the folder of backups, and how old the last one is that can be read. */
export function BackupsPanel() {
  const { t } = useTranslation("settings");
  const backups = useQuery(backupsQuery);
  const list = backups.data;
  return (
    <Panel
      copies
      title={t("backups.title")}
      end={list && <FolderButton opens={list.opens} testId="backups-folder" />}
    >
      {backups.error && (
        <div className={css.aside}>
          <Refusal onSettings error={asCommandError(backups.error)} />
        </div>
      )}
      {list && (
        <>
          <p className={css.aside} data-testid="backups-age">
            <Age copies={list.copies} /> <span className="muted">{t("backups.text")}</span>
          </p>
          <Trial trial={list.trial} />
          {list.copies.length > 0 && <Copies copies={list.copies} trial={list.trial} testId="backups" />}
          <SecondFolder second={list.second} />
        </>
      )}
    </Panel>
  );
}

/** What came of the last trial that a copy can be brought back. */
function Trial({ trial }: { trial: BackupTrial | null }) {
  const { t } = useTranslation("settings");
  if (!trial) return null;
  const { at, name, wrong } = trial;
  const said = { when: formatWhen(at), name, codes: wrong.join(", ") };
  return wrong.length === 0 ? (
    <p className={css.aside} data-testid="backups-trial">
      {t("backups.trialPassed", said)}
    </p>
  ) : (
    <p className={`${css.aside} ${css.wrong}`} role="status" data-testid="backups-trial">
      {t("backups.trialFailed", said)}
    </p>
  );
}
