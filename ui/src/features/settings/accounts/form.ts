import type { AccountForm } from "@/bindings/AccountForm";
import type { ProviderView } from "@/bindings/ProviderView";
import { formatFen } from "@/i18n/money";

/** Yuan as it stands in a field: no thousands separated. */
function yuan(fen: number | null): string {
  return fen === null ? "" : formatFen(fen, 2).replaceAll(",", "");
}

/** The form as it opens: what was saved, else what the provider's contract suggests. The secret is never here. */
export function formOf({ descriptor, account }: ProviderView, first: boolean): AccountForm {
  const values: Record<string, string> = {};
  for (const field of descriptor.fields) {
    if (field.kind.kind !== "secret") values[field.key] = account?.values[field.key] ?? field.default ?? "";
  }
  return {
    provider: descriptor.id,
    values,
    secret: null,
    price_yuan: yuan(account ? account.price_fen : descriptor.price),
    free_calls: account ? account.free_calls : descriptor.free_calls,
    allow_http: account?.allow_http ?? false,
    timeout_seconds: account?.timeout_seconds ?? null,
    is_default: account ? account.is_default : first,
  };
}

/** A plain http address somewhere in the form: worth a warning that can be seen. */
export function usesHttp(form: AccountForm): boolean {
  return Object.values(form.values).some((value) => /^\s*http:\/\//i.test(value));
}
