import type { AccountForm } from "@/bindings/AccountForm";
import type { Field } from "@/bindings/Field";
import type { PriceRow } from "@/bindings/PriceRow";
import type { PriceStep } from "@/bindings/PriceStep";
import type { ProviderView } from "@/bindings/ProviderView";
import { formatFen } from "@/i18n/money";

/** Price steps as they stand in fields: yuan without thousands separated; one empty row where nobody gave a price. */
function rows(steps: PriceStep[]): PriceRow[] {
  if (steps.length === 0) return [{ from: 1, price_yuan: "" }];
  return steps.map(({ from, price }) => ({ from, price_yuan: formatFen(price, 2).replaceAll(",", "") }));
}

/** The form as it opens: what was saved, else what the provider's contract suggests. The secret is never here. */
export function formOf({ descriptor, suggested, account }: ProviderView, first: boolean): AccountForm {
  const values: Record<string, string> = {};
  for (const field of descriptor.fields) {
    if (field.kind.kind !== "secret") values[field.key] = account?.values[field.key] ?? field.default ?? "";
  }
  return {
    provider: descriptor.id,
    values,
    secret: null,
    prices: rows(account ? account.prices : suggested),
    free_calls: account ? account.free_calls : descriptor.free_calls,
    allow_http: account?.allow_http ?? false,
    quota_left: account?.quota_left ?? null,
    concurrency: account?.concurrency ?? null,
    per_minute: account?.per_minute ?? null,
    timeout_seconds: account?.timeout_seconds ?? null,
    is_default: account ? account.is_default : first,
  };
}

/** True once the form names another address than the one that the kept key was typed for: it is sent nowhere else. */
export function isElsewhere({ descriptor, account }: ProviderView, form: AccountForm): boolean {
  if (account?.key === "elsewhere") return true;
  if (account?.key !== "ready") return false;
  const written = (value: string | undefined) => (value ?? "").trim().replace(/\/+$/, "");
  return descriptor.secret_for.some((key) => written(form.values[key]) !== written(account.values[key]));
}

/** A field changed. What was allowed for one origin says nothing about another. */
export function changed(view: ProviderView, form: AccountForm, field: Field, value: string): AccountForm {
  const leaves = field.kind.kind === "origin" && form.values[field.key] === view.account?.values[field.key];
  const allow_http = form.allow_http && !leaves;
  return { ...form, allow_http, values: { ...form.values, [field.key]: value } };
}

/** An origin as it goes over the wire, where it was typed in letters that may look like others. */
export function wireOrigin(typed: string | undefined): string | null {
  if (!typed || /^[\x20-\x7e]*$/.test(typed) || !URL.canParse(typed)) return null;
  return new URL(typed).origin;
}

/** A plain http address somewhere in the form: worth a warning that can be seen. */
export function usesHttp(form: AccountForm): boolean {
  return Object.values(form.values).some((value) => /^\s*http:\/\//i.test(value));
}
