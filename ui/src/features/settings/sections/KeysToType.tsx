import { useLanguage, useTranslation } from "@/i18n";
import { say, useProviders } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { accountSettings } from "@/shared/links";
import { Note } from "@/shared/Panel";

/** Addresses that this garage names and no key was typed for here: after a restore, or a file from elsewhere. */
export function KeysToType() {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const open = useProviders().data?.filter(({ account }) => account && account.key !== "ready") ?? [];
  if (open.length === 0) return null;
  return (
    <div role="status" data-testid="keys-to-type">
      <Note tone="info" icon={<Icon name="attention" />}>
        <b>{t("keeping.keys.title")}</b>
        <ul>
          {open.map(({ descriptor, account }) => (
            <li key={descriptor.id}>
              <a href={accountSettings(descriptor.id)}>{say(descriptor.name, language)}</a>{" "}
              <code>{account?.wire_address}</code> {account && t(`account.key.${account.key}`)}
            </li>
          ))}
        </ul>
        <p>{t("keeping.keys.text")}</p>
      </Note>
    </div>
  );
}
