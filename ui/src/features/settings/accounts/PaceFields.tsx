import type { AccountForm } from "@/bindings/AccountForm";
import { useTranslation } from "@/i18n";
import { NumberField } from "@/shared/Fields";
import css from "../settings.module.css";
import { type FieldsProps, FormRow } from "./FormRow";

type Limit = "concurrency" | "per_minute" | "timeout_seconds";

/** What stands in a blank field: what the program does by itself. */
const USUAL: Record<Limit, string> = { concurrency: "8", per_minute: "∞", timeout_seconds: "30" };

/** How hard this vendor may be asked. Rarely needed: the program slows down by itself. */
export function PaceFields({ form, complaint, onChange }: FieldsProps) {
  const { t } = useTranslation("settings");
  const field = (limit: Limit, words: string, unit: string) => (
    <>
      <span className="soft">{words}</span>
      <NumberField
        aria-label={words}
        className={css.small}
        min={1}
        allowDecimal={false}
        placeholder={USUAL[limit]}
        value={form[limit] ?? ""}
        error={complaint === limit && t("account.fieldWrong")}
        rightSection={<span className="muted nowrap">{unit}</span>}
        rightSectionWidth={44}
        data-testid={limit === "timeout_seconds" ? "account-timeout" : `account-${limit}`}
        onChange={(value) => onChange(changed(form, limit, value))}
      />
    </>
  );
  return (
    <FormRow label={t("account.pace")} hint={t("account.paceHint")}>
      <div className={css.inline}>
        {field("concurrency", t("account.concurrency"), t("account.lanes"))}
        {field("per_minute", t("account.perMinute"), t("account.times"))}
        {field("timeout_seconds", t("account.timeout"), t("account.seconds"))}
      </div>
    </FormRow>
  );
}

function changed(form: AccountForm, limit: Limit, value: string | number): AccountForm {
  return { ...form, [limit]: typeof value === "number" ? value : null };
}
