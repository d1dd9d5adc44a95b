import { useState } from "react";
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

/**
 * What must be entered, as the provider names it, then the price. What has a usual value, the pace and plain http
 * are rarely changed and folded, so that the first test needs no scrolling.
 */
export function AccountFields(props: FieldsProps) {
  const needed = props.view.descriptor.fields.filter((field) => field.default === null);
  return (
    <>
      {needed.map((field) => (
        <OwnField key={field.key} field={field} {...props} />
      ))}
      <PriceFields {...props} />
      <Rarely {...props} />
    </>
  );
}

function Rarely(props: FieldsProps) {
  const { view, form, complaint } = props;
  const { t } = useTranslation("settings");
  const fields = view.descriptor.fields.filter((field) => field.default !== null);
  const [open, setOpen] = useState(() => fields.some((field) => form.values[field.key] !== field.default));
  const mustShow = fields.some((field) => field.key === complaint);
  return (
    <details
      className={css.rarely}
      open={open || mustShow}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary data-testid="account-rarely">{t("account.rarely")}</summary>
      {fields.map((field) => (
        <OwnField key={field.key} field={field} {...props} />
      ))}
      <PaceFields {...props} />
      <PlainHttp {...props} />
    </details>
  );
}

function PlainHttp({ form, onChange }: FieldsProps) {
  const { t } = useTranslation("settings");
  return (
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
