import { useId } from "react";
import type { ProviderView } from "@/bindings/ProviderView";
import { useLanguage, useTranslation } from "@/i18n";
import { costInText, formatCount } from "@/i18n/money";
import { cx } from "@/shared/cx";
import { say, useProviders } from "@/shared/data/settings";
import { accountSettings } from "@/shared/links";
import css from "../check.module.css";
import type { SearchProps } from "../search";

/** Which provider is asked; with several accounts a vehicle's own choice is an answer too. */
export function ProviderChoice({ search, go }: SearchProps) {
  const { t } = useTranslation("check");
  const name = useId();
  const language = useLanguage();
  const all = useProviders().data ?? [];
  const ready = all.filter((view) => view.account);
  const standard = ready.find((view) => view.account?.is_default) ?? ready[0];
  return (
    <div role="radiogroup" aria-label={t("plan.provider")}>
      <div className={css.label}>{t("plan.provider")}</div>
      <div className={css.choices}>
        {ready.length > 1 && standard && (
          <Choice
            name={name}
            id="own"
            title={t("plan.ownChoice")}
            text={t("plan.ownChoiceNote", { provider: say(standard.descriptor.name, language) })}
            checked={search.provider === undefined}
            onPick={() => go({ provider: undefined })}
          />
        )}
        {ready.map((view) => (
          <Choice
            key={view.descriptor.id}
            name={name}
            id={view.descriptor.id}
            title={say(view.descriptor.name, language)}
            text={<AccountWords view={view} />}
            checked={search.provider === view.descriptor.id || ready.length === 1}
            onPick={() => go({ provider: view.descriptor.id })}
          />
        ))}
        {all.length > 0 && ready.length === 0 && <a href={accountSettings()}>{t("plan.addAccount")}</a>}
      </div>
    </div>
  );
}

function AccountWords({ view }: { view: ProviderView }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const account = view.account;
  if (!account) return null;
  const left = account.free_calls - account.free_used;
  // While calls are free the first price is what stands behind them.
  const fen = left > 0 ? (account.prices[0]?.price ?? null) : account.next_price_fen;
  const price = fen === null ? t("cost.noPriceYet") : t("cost.each", { cost: costInText(fen, language) });
  return (
    <>
      {price}
      {left > 0 && t("plan.freeLeft", { count: left })}
      {account.quota_left !== null &&
        t("plan.quotaLeft", { count: account.quota_left, shown: formatCount(account.quota_left) })}
      {!account.has_secret && ` ${t("plan.noSecret")}`}
    </>
  );
}

type ChoiceProps = {
  name: string;
  id: string;
  title: string;
  text: React.ReactNode;
  checked: boolean;
  onPick: () => void;
};

function Choice({ name, id, title, text, checked, onPick }: ChoiceProps) {
  return (
    <label className={cx(css.choice, checked && css.choiceOn)}>
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onPick}
        data-testid={`check-provider-${id}`}
      />
      <span>
        {title}
        <small>{text}</small>
      </span>
    </label>
  );
}
