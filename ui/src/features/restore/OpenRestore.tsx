import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ChosenFile } from "@/bindings/ChosenFile";
import type { RestoreLook } from "@/bindings/RestoreLook";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { forgetChanges } from "@/shared/changes";
import { Dialog } from "@/shared/Dialog";
import { CheckField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showToast } from "@/shared/toast";
import { Addresses, Comparison } from "./Comparison";
import css from "./restore.module.css";

/** Drawn from the first choice on; it closes in its own time. */
export function OpenRestore({ chosen, onClose }: { chosen: ChosenFile | null; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const [last, setLast] = useState(chosen);
  if (chosen !== null && chosen !== last) setLast(chosen);
  const look = useQuery({
    queryKey: ["restore_look", last?.file],
    queryFn: () => rpc("restore_look", { from: last?.file ?? "" }),
    enabled: chosen !== null,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  return (
    <Dialog opened={chosen !== null} title={t("restore.title")} onClose={onClose} width={520}>
      <div className={css.body}>
        <code className="clip">{last?.name}</code>
        {look.isPending && <p className="soft">{t("restore.looking")}</p>}
        {look.error && <Refusal onSettings error={asCommandError(look.error)} />}
        {look.data && last !== null && (
          <Decision key={last.file} look={look.data} from={last.file} onClose={onClose} />
        )}
        {!look.data && (
          <div className={css.foot}>
            <Button data-autofocus onClick={onClose}>
              {t("restore.cancel")}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Decision({ look, from, onClose }: { look: RestoreLook; from: string; onClose: () => void }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const [violations, setViolations] = useState(true);
  const [settingsOfCopy, setSettingsOfCopy] = useState(false);
  const restore = useMutation({
    mutationFn: () => rpc("restore", { from, violations, settings_of_copy: settingsOfCopy, confirmed: true }),
    onSuccess: (reply) => {
      onClose();
      forgetChanges();
      const done = reply.path === "" ? t("restore.done") : t("keeping.restored", { file: reply.path });
      const missing = reply.receipts_missing;
      showToast(missing > 0 ? `${done} ${t("keeping.receiptsMissing", { count: missing })}` : done);
      void queries.invalidateQueries();
    },
  });
  const takesAddresses = settingsOfCopy || !look.has_settings;
  return (
    <>
      <Comparison look={look} />
      {look.newer !== null && look.newer.calls > 0 && (
        <CheckField
          label={t("restore.violations")}
          description={t("restore.violationsHint")}
          checked={violations}
          data-testid="restore-violations"
          onChange={(event) => setViolations(event.currentTarget.checked)}
        />
      )}
      {look.has_settings && (
        <CheckField
          label={t("restore.settings")}
          description={t("restore.settingsHint")}
          checked={settingsOfCopy}
          data-testid="restore-settings"
          onChange={(event) => setSettingsOfCopy(event.currentTarget.checked)}
        />
      )}
      {takesAddresses && <Addresses look={look} />}
      {restore.error && <Refusal onSettings error={asCommandError(restore.error)} />}
      <Note icon={<Icon name="info" />}>{t("restore.kept")}</Note>
      <div className={css.foot}>
        <Button data-autofocus onClick={onClose}>
          {t("restore.cancel")}
        </Button>
        <Button
          kind="danger"
          data-testid="restore-now"
          disabled={restore.isPending}
          onClick={() => restore.mutate()}
        >
          {restore.isPending ? t("restore.running") : t("restore.now")}
        </Button>
      </div>
    </>
  );
}
