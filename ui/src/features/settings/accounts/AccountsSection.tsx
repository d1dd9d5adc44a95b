import type { ProviderView } from "@/bindings/ProviderView";
import { asCommandError } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { cx } from "@/shared/cx";
import { say, useProviders } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { Skeleton } from "@/shared/Skeleton";
import { useSlow } from "@/shared/States";
import type { SettingsProps } from "../search";
import css from "../settings.module.css";
import { AccountPanel } from "./AccountPanel";
import { wireOrigin } from "./form";

/** Every provider that the program knows; each has at most one account. */
export function AccountsSection({ search, go }: SettingsProps) {
  const { t } = useTranslation("settings");
  const providers = useProviders();
  const slow = useSlow(providers.isPending);
  if (providers.error) return <Refusal onSettings error={asCommandError(providers.error)} />;
  if (!providers.data) return slow ? <Skeleton width="40%" /> : null;
  const open =
    providers.data.find((view) => view.descriptor.id === search.provider) ??
    providers.data.find((view) => view.account?.is_default) ??
    providers.data[0];
  return (
    <div className={css.accounts}>
      <Panel title={t("section.accounts")}>
        <ul>
          {providers.data.map((view) => (
            <li key={view.descriptor.id}>
              <Entry view={view} open={view === open} onOpen={() => go({ provider: view.descriptor.id })} />
            </li>
          ))}
        </ul>
      </Panel>
      {open && <AccountPanel key={open.descriptor.id} view={open} />}
    </div>
  );
}

function Entry({ view, open, onOpen }: { view: ProviderView; open: boolean; onOpen: () => void }) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const { descriptor, account } = view;
  return (
    <button
      type="button"
      className={cx(css.entry, open && css.entryOpen)}
      aria-current={open ? "true" : undefined}
      data-testid={`provider-${descriptor.id}`}
      onClick={onOpen}
    >
      <span className="row">
        <b>{say(descriptor.name, language)}</b>
        {account?.is_default && <span className={css.badge}>{t("account.default")}</span>}
      </span>
      <span className="muted clip">{account?.values.base_url ?? t("account.none")}</span>
      {wireOrigin(account?.values.base_url) && <code className="clip">{account?.wire_address}</code>}
      <span className="row">
        {account ? (
          <>
            <Icon name={account.has_secret ? "tick" : "attention"} small />
            {t(`account.key.${account.key}`)}
          </>
        ) : (
          <span className={css.addWord}>{t("account.add")}</span>
        )}
      </span>
    </button>
  );
}
