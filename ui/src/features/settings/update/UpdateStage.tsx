import { useMutation } from "@tanstack/react-query";
import type { UpdateView } from "@/bindings/UpdateView";
import { asCommandError, closeWindow, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showToast } from "@/shared/toast";
import { UPDATING } from "./queries";
import css from "./update.module.css";

type Stage<S extends UpdateView["stage"]["stage"]> = Extract<UpdateView["stage"], { stage: S }>;

/** How far a newer version is, and the next step. */
export function UpdateStage({ view, isBusy }: { view: UpdateView; isBusy: boolean }) {
  const { t } = useTranslation("settings");
  const { stage } = view;
  switch (stage.stage) {
    case "none":
      return view.looked_at !== null && view.trouble === null ? <p>{t("update.newest")}</p> : null;
    case "found":
      return <Found stage={stage} isBusy={isBusy} />;
    case "fetching":
      return <Fetching stage={stage} />;
    case "ready":
      return <Ready stage={stage} isBusy={isBusy} />;
  }
}

function Found({ stage, isBusy }: { stage: Stage<"found">; isBusy: boolean }) {
  const { t } = useTranslation("settings");
  const fetch = useMutation({ mutationKey: UPDATING, mutationFn: () => rpc("update_fetch", {}) });
  const notes = useLanguage() === "en" ? stage.notes_en : stage.notes_zh || stage.notes_en;
  return (
    <>
      <Note icon={<Icon name="info" />}>
        <b>{t("update.found", { version: stage.version })}</b>
        {notes && (
          <p className={css.notes} data-testid="update-notes">
            {notes}
          </p>
        )}
        {!stage.has_package && <p>{t("update.byHand")}</p>}
      </Note>
      {stage.has_package && (
        <div className="row">
          <Button kind="primary" data-testid="update-fetch" disabled={isBusy} onClick={() => fetch.mutate()}>
            {t("update.fetch", { version: stage.version })}
          </Button>
        </div>
      )}
      {fetch.error && <Refusal onSettings error={asCommandError(fetch.error)} />}
    </>
  );
}

function Fetching({ stage }: { stage: Stage<"fetching"> }) {
  const { t } = useTranslation("settings");
  const { version, done, whole } = stage;
  const said = t("update.fetching", { version, done: megabytes(done) });
  return (
    <div role="status">
      <p>{whole === null ? said : t("update.fetchingOf", { said, whole: megabytes(whole) })}</p>
      {/* Without a value it only tells that something happens. */}
      <progress
        className={css.progress}
        aria-label={said}
        data-testid="update-progress"
        {...(whole === null ? {} : { value: done, max: whole })}
      />
    </div>
  );
}

function Ready({ stage, isBusy }: { stage: Stage<"ready">; isBusy: boolean }) {
  const { t } = useTranslation("settings");
  const install = useMutation({
    mutationKey: UPDATING,
    mutationFn: () => rpc("update_install", {}),
    onSuccess: async ({ closes }) => {
      if (closes) await closeWindow();
      else showToast(t("update.installed", { version: stage.version }));
    },
  });
  return (
    <>
      <Note tone="passed" icon={<Icon name="tick" />}>
        {t("update.ready", { version: stage.version })}
      </Note>
      <div className="row">
        <Button
          kind="primary"
          data-testid="update-install"
          disabled={isBusy}
          onClick={() => install.mutate()}
        >
          {t("update.install", { version: stage.version })}
        </Button>
      </div>
      {install.error && <Refusal onSettings error={asCommandError(install.error)} />}
    </>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
