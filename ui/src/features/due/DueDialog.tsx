import { useState } from "react";
import type { DueForm } from "@/bindings/DueForm";
import type { DueKind } from "@/bindings/DueKind";
import type { DueView } from "@/bindings/DueView";
import type { Subject } from "@/bindings/Subject";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { DateField } from "@/shared/DateField";
import { Dialog } from "@/shared/Dialog";
import { SelectField, TextField } from "@/shared/Fields";
import { saveDue } from "./actions";

const KINDS: Record<Subject["of"], readonly DueKind[]> = {
  vehicle: [
    "inspection",
    "compulsory_insurance",
    "commercial_insurance",
    "insurance",
    "operating_permit",
    "secondary_maintenance",
    "service",
    "own",
  ],
  driver: ["licence", "qualification", "own"],
};
const LONGEST = 200;

type DialogProps = {
  owner: Subject;
  /** The one to correct; without it one is added. */
  due?: DueView;
  onClose: () => void;
};

/** What runs out, and on which day. */
export function DueDialog({ owner, due, onClose }: DialogProps) {
  const { t } = useTranslation();
  const kinds = KINDS[owner.of];
  const [form, setForm] = useState<DueForm>(() => ({
    id: due?.id ?? null,
    owner,
    kind: due?.kind ?? kinds[0] ?? "own",
    name: due?.name ?? "",
    day: due?.day ?? "",
  }));
  const set = (part: Partial<DueForm>) => setForm((before) => ({ ...before, ...part }));
  const name = form.kind === "own" ? form.name.trim() : "";
  const complete = form.day !== "" && (form.kind !== "own" || name !== "");
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (complete && (await saveDue({ ...form, name }))) onClose();
  };
  return (
    <Dialog opened title={t(due ? "due.edit" : "due.add")} onClose={onClose} width={420}>
      <form className="stack" data-testid="due-form" onSubmit={(event) => void save(event)}>
        <SelectField
          data-autofocus
          data-testid="due-kind"
          label={t("due.kindLabel")}
          value={form.kind}
          data={kinds.map((kind) => ({ value: kind, label: t(`due.kind.${kind}`) }))}
          onChange={(kind) => set({ kind: (kind ?? form.kind) as DueKind })}
        />
        {form.kind === "own" && (
          <TextField
            data-testid="due-name"
            label={t("due.name")}
            maxLength={LONGEST}
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
        <DateField
          data-testid="due-day"
          label={t("due.day")}
          value={form.day || null}
          onChange={(day) => set({ day: day === null ? "" : String(day) })}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button kind="primary" type="submit" disabled={!complete} data-testid="due-save">
            {t("due.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
