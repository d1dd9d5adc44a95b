import type { Field } from "@/bindings/Field";
import { useLanguage, useTranslation } from "@/i18n";
import { say } from "@/shared/data/settings";
import { CheckField, TextField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import { Segmented } from "@/shared/Segmented";
import css from "../settings.module.css";
import { type FieldsProps, FormRow } from "./FormRow";
import { changed, isElsewhere, usesHttp, wireOrigin } from "./form";
import { PaceFields } from "./PaceFields";
import { PriceFields } from "./PriceFields";
import { SecretEntry } from "./SecretEntry";

/** Address, credentials and choices as the provider names them; then price and patience, alike for all. */
export function AccountFields(props: FieldsProps) {
  const { view, form, onChange } = props;
  const { t } = useTranslation("settings");
  return (
    <>
      {view.descriptor.fields.map((field) => (
        <OwnField key={field.key} field={field} {...props} />
      ))}
      <PriceFields {...props} />
      <PaceFields {...props} />
      <FormRow label={t("account.http")}>
        <CheckField
          label={t("account.allowHttp")}
          checked={form.allow_http}
          data-testid="account-allow-http"
          onChange={(event) => onChange({ ...form, allow_http: event.currentTarget.checked })}
        />
        {(form.allow_http || usesHttp(form)) && (
          <div data-testid="http-warning">
            <Note tone="failed" icon={<Icon name="attention" />}>
              {t("account.httpWarning")}
            </Note>
          </div>
        )}
      </FormRow>
    </>
  );
}

function OwnField({ field, view, form, complaint, onChange }: FieldsProps & { field: Field }) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const label = say(field.label, language);
  const hint = say(field.hint, language);
  const wrong = complaint === field.key && t("account.fieldWrong");
  const set = (value: string) => onChange(changed(view, form, field, value));
  const value = form.values[field.key] ?? "";
  if (field.kind.kind === "secret") {
    const elsewhere = isElsewhere(view, form);
    return (
      <FormRow label={label} hint={hint}>
        <SecretEntry
          label={label}
          kept={(view.account?.has_secret ?? false) && !elsewhere}
          secret={form.secret}
          error={wrong}
          onChange={(secret) => onChange({ ...form, secret })}
        />
        {elsewhere && (
          <div role="status" data-testid="key-elsewhere">
            <Note tone="info" icon={<Icon name="attention" />}>
              {t("account.typeAgain")}
            </Note>
          </div>
        )}
      </FormRow>
    );
  }
  if (field.kind.kind === "choice") {
    return (
      <FormRow label={label} hint={hint}>
        <Segmented
          label={label}
          value={value}
          segments={field.kind.values.map((option) => ({ value: option, label: option.toUpperCase() }))}
          onChange={set}
        />
      </FormRow>
    );
  }
  const wire = field.kind.kind === "origin" ? wireOrigin(value) : null;
  return (
    <FormRow label={label} hint={hint}>
      <TextField
        aria-label={label}
        className={field.kind.kind === "origin" ? css.wide : css.medium}
        value={value}
        error={wrong}
        placeholder={field.kind.kind === "origin" ? "https://" : undefined}
        spellCheck={false}
        autoComplete="off"
        data-testid={`account-${field.key}`}
        onChange={(event) => set(event.currentTarget.value)}
      />
      {wire && (
        <small data-testid={`account-${field.key}-wire`}>
          {t("account.wire")} <code>{wire}</code>
        </small>
      )}
    </FormRow>
  );
}
