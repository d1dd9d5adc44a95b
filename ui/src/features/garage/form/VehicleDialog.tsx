import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { VehicleForm } from "@/bindings/VehicleForm";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { explain } from "@/i18n/errors";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { Icon } from "@/shared/Icon";
import { CancelButton } from "@/shared/leaveDialog";
import { Note } from "@/shared/Panel";
import { showUndoable } from "@/shared/runCommand";
import { ErrorState } from "@/shared/States";
import { formQuery } from "../queries";
import { type Errors, type FormField, refusedFields, shownErrors, warningsOf } from "./complaints";
import css from "./form.module.css";
import { useFormCheck } from "./useFormCheck";
import { useHandover } from "./useHandover";
import { VehicleFields } from "./VehicleFields";

const BLANK: VehicleForm = {
  id: null,
  plate: "",
  plate_type: "",
  vin: "",
  engine: "",
  city_code: "",
  owner: "",
  group: "",
  driver: "",
  driver_since: "",
  note: "",
  provider: "",
};

type DialogProps = { id: string | null; onClose: () => void; onSaved: (id: string) => void };

/** Adds a vehicle, or changes one. */
export function VehicleDialog({ id, onClose, onSaved }: DialogProps) {
  const { t } = useTranslation("garage");
  const kept = useQuery({ ...formQuery(id ?? ""), enabled: id !== null });
  const start = id === null ? BLANK : kept.data;
  // A dialog gives the keyboard to its first field as it opens, so the field must be there by then.
  if (!start && !kept.error) return null;
  return (
    <Dialog opened title={id === null ? t("form.add") : t("form.edit")} onClose={onClose} width={640}>
      {kept.error && <ErrorState error={asCommandError(kept.error)} />}
      {start && <Form start={start} onSaved={onSaved} />}
    </Dialog>
  );
}

type FormProps = { start: VehicleForm } & Pick<DialogProps, "onSaved">;

function Form({ start, onSaved }: FormProps) {
  const { t } = useTranslation("garage");
  const language = useLanguage();
  const [form, setForm] = useState(start);
  const [left, setLeft] = useState<ReadonlySet<FormField> | "all">(new Set());
  const [refused, setRefused] = useState<Errors>({});
  const check = useFormCheck(form);
  const handover = useHandover(start, form);
  const save = useMutation({
    mutationFn: () => rpc("vehicle_save", { ...form, driver_since: handover.since ?? "" }),
    onSuccess: ({ id, undo }) => {
      showUndoable(form.id === null ? t("form.added") : t("form.saved"), undo);
      onSaved(id);
    },
    onError: (thrown) => {
      const error = asCommandError(thrown);
      if (error.code === "form_invalid") setRefused(refusedFields(error.details));
    },
  });
  const set = (field: FormField, value: string) => {
    setForm((before) => ({ ...before, [field]: value }));
    // What was refused speaks of what stood there before.
    setRefused(({ [field]: _, ...others }) => others);
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setLeft("all");
    if (handover.since !== null) save.mutate();
  };
  const failure = save.error && asCommandError(save.error);
  return (
    <form onSubmit={submit} data-testid="vehicle-form" noValidate>
      <VehicleFields
        form={form}
        set={set}
        check={check}
        errors={{ ...shownErrors(check, left), ...refused }}
        warnings={warningsOf(check)}
        since={handover.field}
        onLeave={(field) => setLeft((before) => (before === "all" ? before : new Set([...before, field])))}
      />
      {failure && (
        <div role="alert" className={css.refusal} data-testid="form-refused">
          <Note tone="failed" icon={<Icon name="close" />}>
            <b>{explain(failure, language).title}</b> {explain(failure, language).next}
          </Note>
        </div>
      )}
      <div className={css.foot}>
        <CancelButton />
        <Button
          kind="primary"
          type="submit"
          disabled={save.isPending || handover.since === null}
          data-testid="form-save"
        >
          {form.id === null ? t("form.addVerb") : t("form.saveVerb")}
        </Button>
      </div>
    </form>
  );
}
