import { useState } from "react";
import type { DriverDetail } from "@/bindings/DriverDetail";
import type { DriverForm } from "@/bindings/DriverForm";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { DateField } from "@/shared/DateField";
import { Dialog } from "@/shared/Dialog";
import { TextField } from "@/shared/Fields";
import { saveDriver } from "./actions";
import { useDriverNames } from "./queries";

const LONGEST = 200;

type DialogProps = { detail?: DriverDetail; onClose: () => void; onSaved: (name: string) => void };

/** Adds a driver, or changes one. A name that somebody has already joins the two, and says so. */
export function DriverDialog({ detail, onClose, onSaved }: DialogProps) {
  const { t } = useTranslation(["drivers", "common"]);
  const formerly = detail?.row.driver ?? null;
  const [form, setForm] = useState<DriverForm>({
    formerly,
    name: formerly ?? "",
    licence_since: detail?.licence_since ?? "",
    note: detail?.note ?? "",
    phone: detail?.phone ?? "",
    licence_tail: detail?.licence_tail ?? "",
    licence_until: detail?.licence_until ?? "",
    left_on: detail?.left_on ?? "",
  });
  const taken = useDriverNames().some(({ key }) => key === form.name.trim() && key !== formerly);
  const set = (part: Partial<DriverForm>) => setForm((before) => ({ ...before, ...part }));
  const name = form.name.trim();
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (name === "" || !(await saveDriver({ ...form, name }))) return;
    onSaved(name);
    onClose();
  };
  return (
    <Dialog opened title={t(detail ? "panel.edit" : "add")} onClose={onClose} width={420}>
      <form className="stack" onSubmit={(event) => void save(event)} data-testid="driver-form">
        <TextField
          data-autofocus
          data-testid="driver-name"
          label={t("field.name")}
          maxLength={LONGEST}
          description={taken ? t(detail ? "field.joins" : "field.known") : undefined}
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <DateField
          clearable
          data-testid="driver-licence"
          label={t("field.licence")}
          description={t("field.licenceHint")}
          placeholder="2015-05-04"
          value={form.licence_since || null}
          onChange={(day) => set({ licence_since: day === null ? "" : String(day) })}
        />
        <TextField
          label={t("field.note")}
          maxLength={LONGEST}
          value={form.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button kind="primary" type="submit" disabled={name === ""} data-testid="driver-save">
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
