import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ComplaintCode } from "@/bindings/ComplaintCode";
import type { FormCheck } from "@/bindings/FormCheck";
import type { VehicleForm } from "@/bindings/VehicleForm";
import { useTranslation } from "@/i18n";
import { TextField } from "@/shared/Fields";
import { Plate } from "@/shared/Plate";
import { SuggestField } from "@/shared/SuggestField";
import { useComplaintWords } from "../complaintWords";
import { choicesQuery } from "../queries";
import type { Errors, FormField } from "./complaints";
import css from "./form.module.css";
import { PlateTypeField } from "./PlateTypeField";
import { ProviderFields } from "./ProviderFields";

/** The form as typed, what the core says of it, and what is called when a field changes or is left. */
type FieldsProps = {
  form: VehicleForm;
  set: (field: FormField, value: string) => void;
  check: FormCheck | undefined;
  errors: Errors;
  warnings: Errors;
  onLeave: (field: FormField) => void;
  /** Asked below the driver, where that is another one. */
  since?: ReactNode;
};

/** The fields of a vehicle's form; what is typed as a plate is drawn as one below. */
export function VehicleFields(props: FieldsProps) {
  const { form, set, check, errors, warnings, onLeave } = props;
  const { t } = useTranslation("garage");
  const choices = useQuery(choicesQuery).data;
  const complaint = useComplaintWords();
  const words = (code: ComplaintCode | undefined, text?: string) =>
    code ? complaint(code, null, text) : undefined;
  const common = (field: FormField) => ({
    label: t(`field.${field}`),
    value: form[field],
    error: words(errors[field]),
    "data-testid": `form-${field}`,
    onBlur: () => onLeave(field),
  });
  const text = (field: FormField) => ({
    ...common(field),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(field, event.currentTarget.value),
  });
  const hint = (field: FormField, otherwise?: string) =>
    warnings[field] && !errors[field] ? (
      <span className={css.warning} data-testid={`warn-${field}`}>
        {words(warnings[field], form[field])}
      </span>
    ) : (
      otherwise
    );
  const shownType = form.plate_type || check?.suggested_type || "";
  return (
    <div className={css.fields}>
      <TextField
        {...text("plate")}
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        description={hint("plate", check?.issued_in ?? t("form.plateHint"))}
      />
      <div className={css.drawn} data-testid="form-drawn">
        {check?.plate && <Plate plate={check.plate} plateType={shownType} size="l" />}
      </div>
      <PlateTypeField
        chosen={form.plate_type}
        suggested={check?.suggested_type ?? null}
        error={words(errors.plate_type)}
        onChange={(code) => set("plate_type", code)}
      />
      <TextField
        {...text("vin")}
        autoComplete="off"
        spellCheck={false}
        description={hint("vin", t("form.vinHint"))}
      />
      <TextField {...text("engine")} autoComplete="off" spellCheck={false} description={hint("engine")} />
      <SuggestField
        {...common("group")}
        description={hint("group")}
        known={choices?.groups}
        onChange={(value) => set("group", value)}
      />
      <SuggestField
        {...common("driver")}
        description={hint("driver")}
        known={choices?.drivers}
        onChange={(value) => set("driver", value)}
      />
      {props.since}
      <ProviderFields form={form} set={set} />
      <TextField {...text("owner")} description={hint("owner")} />
      <TextField {...text("note")} />
    </div>
  );
}
