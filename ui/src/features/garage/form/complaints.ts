import type { ComplaintCode } from "@/bindings/ComplaintCode";
import type { FormCheck } from "@/bindings/FormCheck";
import type { VehicleForm } from "@/bindings/VehicleForm";

/** A field of the form, as the core names it. */
export type FormField = Exclude<keyof VehicleForm, "id">;
/** What is said of each field, one complaint at most; a field without any is absent. */
export type Errors = Partial<Record<FormField, ComplaintCode>>;

/**
 * Errors that may be shown now: those of fields already left. A half-typed plate is not wrong yet;
 * after a try to save every field counts as left.
 */
export function shownErrors(check: FormCheck | undefined, left: ReadonlySet<FormField> | "all"): Errors {
  const errors: Errors = {};
  for (const { field, code, warning } of check?.complaints ?? []) {
    const name = field as FormField;
    if (!warning && (left === "all" || left.has(name))) errors[name] ??= code;
  }
  return errors;
}

/** What looks odd and can be saved all the same, the first of each field. Shown at once. */
export function warningsOf(check: FormCheck | undefined): Errors {
  const warnings: Errors = {};
  for (const { field, code, warning } of check?.complaints ?? [])
    if (warning) warnings[field as FormField] ??= code;
  return warnings;
}

/** A refused save names each field and its complaint. */
export function refusedFields(details: Record<string, string | undefined>): Errors {
  return details as Errors;
}
