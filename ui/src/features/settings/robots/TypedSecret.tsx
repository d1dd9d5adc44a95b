import { useId } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { SecretField } from "@/shared/Fields";
import css from "../settings.module.css";

type TypedSecretProps = {
  label: string;
  hint: string;
  /** What is said in place of what is kept; nothing where there is none. */
  kept: string | false | null;
  /** What is typed; null = what is kept stays. */
  typed: string | null;
  testId: string;
  onChange: (typed: string | null) => void;
};

/** An address or a secret goes in and never comes out. */
export function TypedSecret({ label, hint, kept, typed, testId, onChange }: TypedSecretProps) {
  const { t } = useTranslation(["settings", "common"]);
  const id = useId();
  if (kept && typed === null) {
    return (
      <div>
        <p className={css.legend} id={id}>
          {label}
        </p>
        <div className={css.inline}>
          <span className={css.kept} data-testid={`${testId}-kept`}>
            {kept}
          </span>
          <Button aria-describedby={id} data-testid={`${testId}-replace`} onClick={() => onChange("")}>
            {t("account.replace")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className={css.inline}>
      <SecretField
        label={label}
        description={hint}
        className={css.wide}
        value={typed ?? ""}
        autoComplete="off"
        data-testid={testId}
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
