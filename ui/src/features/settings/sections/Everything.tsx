import { useMutation } from "@tanstack/react-query";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { askSave } from "@/shared/files/askFile";
import { fileLanguage } from "@/shared/files/exportFile";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showWritten } from "@/shared/toast";
import css from "../settings.module.css";

/** One zip with all there is, for whoever leaves or moves. */
export function Everything() {
  const { t } = useTranslation("settings");
  const write = useMutation({
    mutationFn: async () => {
      const chosen = await askSave(t("everything.fileName"), ["zip"]);
      return chosen && rpc("export_everything", { to: chosen.file, lang: fileLanguage() });
    },
    onSuccess: (reply) => reply && showWritten(t("everything.written", { file: reply.path }), reply.opens),
  });
  return (
    <Panel title={t("everything.title")} padded>
      <div className={css.fields}>
        <p className="soft">{t("everything.text")}</p>
        <div className="row">
          <Button
            icon="exportFile"
            data-testid="everything"
            disabled={write.isPending}
            onClick={() => write.mutate()}
          >
            {write.isPending ? t("everything.writing") : t("everything.verb")}
          </Button>
        </div>
        {write.error && <Refusal onSettings error={asCommandError(write.error)} />}
      </div>
    </Panel>
  );
}
