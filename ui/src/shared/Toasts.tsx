import { useSyncExternalStore } from "react";
import { useTranslation } from "@/i18n";
import { Button, IconButton } from "./Button";
import { makeAgain, takeBack, useChanges } from "./changes";
import { FolderButton } from "./files/FolderButton";
import { Kbd } from "./Kbd";
import css from "./Toasts.module.css";
import { dismissToast, toastStore } from "./toast";

/** The notices shown now, each with the way back, or to its file, while there is one. */
export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  return (
    <section className={css.region} aria-live="polite" aria-label={t("toast.region")}>
      {toasts.map(({ id, text, change, opens }) => (
        <div key={id} className={css.toast}>
          <span>{text}</span>
          {change && <Way toast={id} change={change.id} />}
          {opens && <FolderButton opens={opens} testId="toast-folder" />}
          <IconButton icon="close" label={t("action.close")} onClick={() => dismissToast(id)} />
        </div>
      ))}
    </section>
  );
}

/** Back while the change stands, and forth once it was taken back. */
function Way({ toast, change }: { toast: number; change: number }) {
  const { t } = useTranslation();
  const state = useChanges().find(({ id }) => id === change)?.state;
  if (state !== "done" && state !== "taken_back") return null;
  const stands = state === "done";
  return (
    <Button
      size="small"
      data-testid={stands ? "toast-undo" : "toast-redo"}
      onClick={() => {
        dismissToast(toast);
        void (stands ? takeBack : makeAgain)(change);
      }}
    >
      {t(stands ? "action.undo" : "action.redo")} <Kbd>{stands ? "Ctrl Z" : "Ctrl Shift Z"}</Kbd>
    </Button>
  );
}
