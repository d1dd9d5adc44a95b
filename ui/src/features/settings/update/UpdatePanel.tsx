import { useIsMutating, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { UpdateView } from "@/bindings/UpdateView";
import { asCommandError, chooseFile, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { Button } from "@/shared/Button";
import { CheckField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";
import { UPDATING, updateQuery } from "./queries";
import { UpdateStage } from "./UpdateStage";

/** Newer versions: looked for, or brought along in a file. */
export function UpdatePanel() {
  const { t } = useTranslation("settings");
  const view = useQuery(updateQuery).data;
  if (!view) return null;
  return (
    <Panel title={t("update.title")} padded className={css.single}>
      <div className={css.fields} data-testid="update" data-stage={view.stage.stage}>
        {view.has_address ? <Looking view={view} /> : <p className="soft">{t("update.noAddress")}</p>}
      </div>
    </Panel>
  );
}

function Looking({ view }: { view: UpdateView }) {
  const { t } = useTranslation("settings");
  const choose = useUpdate((by_itself: boolean) => rpc("update_choose", { by_itself }));
  const look = useUpdate(() => rpc("update_look", {}));
  const file = useUpdate(() => takeFile(view.installer));
  // One at a time: whatever is under way, wherever it was begun.
  const isUnderWay = useIsMutating({ mutationKey: UPDATING }) > 0;
  const isBusy = isUnderWay || view.stage.stage === "fetching";
  const trouble = file.error ?? look.error ?? choose.error ?? view.trouble;
  return (
    <>
      <CheckField
        label={t("update.byItself")}
        description={t("update.byItselfHint")}
        checked={view.by_itself}
        disabled={isBusy}
        data-testid="update-by-itself"
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
      <p className="muted">
        {view.looked_at === null
          ? t("update.neverLooked")
          : t("update.lookedAt", { at: formatWhen(view.looked_at) })}
      </p>
      <UpdateStage view={view} isBusy={isBusy} />
      <div className="row">
        <Button data-testid="update-look" disabled={isBusy} onClick={() => look.mutate()}>
          {look.isPending ? t("update.looking") : t("update.look")}
        </Button>
        {view.installer && (
          <Button data-testid="update-file" disabled={isBusy} onClick={() => file.mutate()}>
            {file.isPending ? t("update.checkingFile") : t("update.file")}
          </Button>
        )}
      </div>
      {view.installer && <p className="muted">{t("update.fileHint", { ending: view.installer })}</p>}
      {trouble && <Refusal onSettings error={asCommandError(trouble)} />}
    </>
  );
}

/** The core's answer is how it stands now. */
function useUpdate<T = void>(ask: (wanted: T) => Promise<UpdateView | null>) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: UPDATING,
    mutationFn: ask,
    onSuccess: (view) => view && queries.setQueryData(updateQuery.queryKey, view),
  });
}

async function takeFile(installer: string | null): Promise<UpdateView | null> {
  const ending = installer ?? "";
  const chosen = await chooseFile([{ name: ending, extensions: [ending] }]);
  return chosen && rpc("update_file", { file: chosen.file });
}
