import { useState } from "react";
import { useTranslation } from "@/i18n";
import { TextField } from "@/shared/Fields";
import { readMoment } from "@/shared/moments";

type MomentProps = {
  label: string;
  value: string;
  onChange: (text: string) => void;
  hint: string;
  placeholder?: string;
  /** What else is wrong with it. */
  error?: string;
  testId: string;
};

/** A day, or a day and a time, as it is typed. What cannot be read is said once the field is left. */
export function MomentField({ label, value, onChange, hint, testId, ...rest }: MomentProps) {
  const { t } = useTranslation(["drivers", "common"]);
  const [left, setLeft] = useState(false);
  const unreadable = left && value.trim() !== "" && readMoment(value) === null;
  return (
    <TextField
      data-testid={testId}
      label={label}
      description={hint}
      autoComplete="off"
      placeholder={rest.placeholder ?? t("common:example", { text: "2026-03-01 08:00" })}
      error={unreadable ? t("moment.unreadable") : rest.error}
      value={value}
      onBlur={() => setLeft(true)}
      onChange={(event) => {
        setLeft(false);
        onChange(event.currentTarget.value);
      }}
    />
  );
}
