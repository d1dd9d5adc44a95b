import { useSyncExternalStore } from "react";
import { useTranslation } from "@/i18n";
import { Button, IconButton } from "./Button";
import { takeBack } from "./changes";
import { FolderButton } from "./files/FolderButton";
import { Kbd } from "./Kbd";
import css from "./Toasts.module.css";
import { dismissToast, toastStore } from "./toast";

export function Toasts() {
  const { t } = useTranslation();
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get);
  return (
    <section className={css.region} aria-live="polite" aria-label={t("toast.region")}>
      {toasts.map(({ id, text, change, opens }) => (
        <div key={id} className={css.toast}>
          <span>{text}</span>
          {change && (
            <Button
              size="small"
              data-testid="toast-undo"
              onClick={() => {
                dismissToast(id);
                void takeBack(change.id);
              }}
            >
              {t("action.undo")} <Kbd>Ctrl Z</Kbd>
            </Button>
          )}
          {opens && <FolderButton opens={opens} testId="toast-folder" />}
          <IconButton icon="close" label={t("action.close")} onClick={() => dismissToast(id)} />
        </div>
      ))}
    </section>
  );
}
