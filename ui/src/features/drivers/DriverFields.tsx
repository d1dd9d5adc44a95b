import type { DriverForm } from "@/bindings/DriverForm";
import { useTranslation } from "@/i18n";
import { DateField } from "@/shared/DateField";
import { TextField } from "@/shared/Fields";
import css from "./drivers.module.css";

const LONGEST = 200;

/** The last four of a licence's number: digits, and an X at the end of the oldest. */
export const isLicenceTail = (text: string): boolean => /^([0-9X]{4})?$/i.test(text.trim());

type FieldsProps = { form: DriverForm; set: (part: Partial<DriverForm>) => void; nameHint?: string };
type TextName = "name" | "phone" | "licence_tail" | "note";
type DayName = "licence_since" | "licence_until" | "left_on";

/** What is known of a driver besides the name: everything may stay empty. */
export function DriverFields({ form, set, nameHint }: FieldsProps) {
  const { t } = useTranslation("drivers");
  const text = (field: TextName, testId: string, hint?: string) => ({
    "data-testid": testId,
    label: t(`field.${field}`),
    description: hint,
    maxLength: LONGEST,
    value: form[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
  });
  const day = (field: DayName, testId: string, hint?: string) => (
    <DateField
      clearable
      data-testid={testId}
      label={t(`field.${field}`)}
      description={hint}
      value={form[field] || null}
      onChange={(chosen) => set({ [field]: chosen === null ? "" : String(chosen) })}
    />
  );
  return (
    <div className={css.fields}>
      <TextField {...text("name", "driver-name", nameHint)} data-autofocus />
      <TextField {...text("phone", "driver-phone")} type="tel" autoComplete="off" />
      {day("licence_since", "driver-licence", t("field.licenceHint"))}
      {day("licence_until", "driver-until")}
      <TextField
        {...text("licence_tail", "driver-tail")}
        maxLength={4}
        autoComplete="off"
        error={isLicenceTail(form.licence_tail) ? undefined : t("field.tailWrong")}
      />
      {day("left_on", "driver-left", t("field.leftHint"))}
      <div className={css.wide}>
        <TextField {...text("note", "driver-note")} />
      </div>
    </div>
  );
}
