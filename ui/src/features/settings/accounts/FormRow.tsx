import type { ReactNode } from "react";
import type { AccountForm } from "@/bindings/AccountForm";
import type { ProviderView } from "@/bindings/ProviderView";
import css from "../settings.module.css";

/** The form of one provider's account as typed, and what is called with the changed one. */
export type FieldsProps = {
  view: ProviderView;
  form: AccountForm;
  /** The field that the core complained about. */
  complaint: string | undefined;
  onChange: (form: AccountForm) => void;
};

type RowProps = { label: ReactNode; hint?: ReactNode; children: ReactNode };

/** A field of the account's form with its name beside it. */
export function FormRow({ label, hint, children }: RowProps) {
  return (
    <div className={css.formRow}>
      <div className={css.formLabel}>{label}</div>
      <div className={css.formField}>
        {children}
        {hint && <small className="muted">{hint}</small>}
      </div>
    </div>
  );
}
