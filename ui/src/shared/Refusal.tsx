import type { CommandError } from "@/bindings/CommandError";
import type { ErrorCode } from "@/bindings/ErrorCode";
import { useLanguage, useTranslation } from "@/i18n";
import { explain } from "@/i18n/errors";
import { Icon } from "./Icon";
import { accountSettings } from "./links";
import { Note } from "./Panel";

/** What the settings page cures. */
const CURED_IN_SETTINGS: readonly ErrorCode[] = [
  "no_account",
  "price_needed_for_cap",
  "account_secret_missing",
  "account_field_missing",
  "account_field_invalid",
  "account_http_refused",
  "account_hash_needs_https_post",
  "provider_unknown",
  "no_secret_store",
];

/** The core said no: what happened, what to do, and the way there. */
export function Refusal({ error, onSettings = false }: { error: CommandError; onSettings?: boolean }) {
  const said = explain(error, useLanguage());
  return (
    <div role="alert" data-testid="refusal">
      <Note tone="failed" icon={<Icon name="close" />}>
        <b>{said.title}</b> <span className="muted">({error.code})</span>
        <br />
        {said.next} {!onSettings && <CureLink error={error} />}
      </Note>
    </div>
  );
}

/** The way to the account, where that is what a refusal is about. */
export function CureLink({ error }: { error: CommandError }) {
  const { t } = useTranslation();
  if (!CURED_IN_SETTINGS.includes(error.code)) return null;
  return (
    <a className="in-text" href={accountSettings(error.details.provider)}>
      {t("action.toSettings")}
    </a>
  );
}
