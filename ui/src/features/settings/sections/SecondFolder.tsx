import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { SecondBackups } from "@/bindings/SecondBackups";
import { asCommandError, chooseFolder, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { FolderButton } from "@/shared/files/FolderButton";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";
import { Age, backupsQuery, Copies } from "./BackupCopies";

/** A second folder for copies (NAS, stick): chosen here, and whether it is there now. */
export function SecondFolder({ second }: { second: SecondBackups | null }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: async (wanted: boolean) => {
      const chosen = wanted ? await chooseFolder() : null;
      return wanted && chosen === null ? null : rpc("backups_second", { folder: chosen?.file ?? null });
    },
    onSuccess: (list) => list && queries.setQueryData(backupsQuery.queryKey, list),
  });
  return (
    <section className={css.aside} aria-label={t("second.title")}>
      <p className="row">
        <b>{t("second.title")}</b>
        {second && <code className="clip">{second.folder}</code>}
        <span className="grow" />
        {second?.is_there && <FolderButton opens={second.opens} testId="second-folder" />}
        <Button
          size="small"
          data-testid="second-choose"
          disabled={choose.isPending}
          onClick={() => choose.mutate(true)}
        >
          {t(second ? "second.change" : "second.choose")}
        </Button>
        {second && (
          <Button size="small" data-testid="second-stop" onClick={() => choose.mutate(false)}>
            {t("second.stop")}
          </Button>
        )}
      </p>
      {choose.error && <Refusal onSettings error={asCommandError(choose.error)} />}
      {second?.failed && (
        <div data-testid="second-failed">
          <p>{t("second.failed")}</p>
          <Refusal onSettings error={second.failed} />
        </div>
      )}
      <p className="muted" data-testid="second-state">
        {!second && t("second.none")}
        {second && !second.is_there && <span className={css.wrong}>{t("second.away")}</span>}
        {second?.is_there && <Age copies={second.copies} />}
      </p>
      {second && second.copies.length > 0 && <Copies copies={second.copies} testId="second-backups" />}
    </section>
  );
}
