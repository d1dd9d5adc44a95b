import { useState } from "react";
import type { DueView } from "@/bindings/DueView";
import { useLanguage, useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { DateField } from "@/shared/DateField";
import { Dialog } from "@/shared/Dialog";
import { dueName } from "@/shared/due";
import { renewDue } from "./actions";

/** Ends a due date; the next one is entered in the same step. */
export function RenewDialog({ due, onClose }: { due: DueView; onClose: () => void }) {
  const { t } = useTranslation();
  const what = dueName(useLanguage(), due);
  const [next, setNext] = useState("");
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await renewDue(due, next)) onClose();
  };
  return (
    <Dialog opened title={`${t("due.renew")} · ${what} ${due.day}`} onClose={onClose} width={420}>
      <form className="stack" data-testid="due-renewal" onSubmit={(event) => void save(event)}>
        <DateField
          clearable
          data-autofocus
          data-testid="due-next"
          label={t("due.next")}
          description={t("due.nextHint")}
          value={next || null}
          onChange={(day) => setNext(day === null ? "" : String(day))}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button kind="primary" type="submit" data-testid="due-renew-save">
            {t("due.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
