import { useState } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { SecretField } from "@/shared/Fields";
import css from "../settings.module.css";

type SecretProps = {
  label: string;
  /** One is in the keychain. */
  kept: boolean;
  secret: string | null;
  error?: string | false;
  onChange: (secret: string | null) => void;
};

/** A secret goes in and never comes out: what is kept is only said to be kept. */
export function SecretEntry({ label, kept, secret, error, onChange }: SecretProps) {
  const { t } = useTranslation(["settings", "common"]);
  const [replacing, setReplacing] = useState(false);
  const typing = !kept || (replacing && secret !== null);
  if (!typing) {
    return (
      <div className={css.inline}>
        <span className={css.kept} data-testid="account-secret-kept">
          {t("account.secretKept")}
        </span>
        <Button
          data-testid="account-secret-replace"
          onClick={() => {
            setReplacing(true);
            onChange("");
          }}
        >
          {t("account.replace")}
        </Button>
      </div>
    );
  }
  return (
    <div className={css.inline}>
      <SecretField
        aria-label={label}
        className={css.medium}
        value={secret ?? ""}
        error={error}
        autoComplete="off"
        data-autofocus={kept || undefined}
        data-testid="account-secret"
        onChange={(event) => onChange(event.currentTarget.value || (kept ? "" : null))}
      />
      {kept && (
        <Button kind="quiet" onClick={() => onChange(null)}>
          {t("common:action.cancel")}
        </Button>
      )}
    </div>
  );
}
