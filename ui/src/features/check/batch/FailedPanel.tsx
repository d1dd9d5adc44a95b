import type { ItemRow } from "@/bindings/ItemRow";
import type { Progress } from "@/bindings/Progress";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Chip } from "@/shared/Chip";
import { useCodeWords } from "@/shared/codeWords";
import { say, useProviders } from "@/shared/data/settings";
import { vehicleForm, vehicleOf, vehiclesWith } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import css from "../check.module.css";
import { checkSelection } from "../selection";
import { type FailureGroup, groupFailures, needsData } from "./outcomes";
import { useItems } from "./useItems";

const PLATES_SHOWN = 8;

/** Failures by cause: what happened, what it cost, what to do. */
export function FailedPanel({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const items = useItems(batch, "failed").data;
  const cities = batch.skipped_by.city;
  const aside = [
    batch.failed > 0 ? t("failed.count", { count: batch.failed, shown: formatCount(batch.failed) }) : "",
    cities > 0 ? t("failed.cities", { count: cities, shown: formatCount(cities) }) : "",
  ];
  const groups = groupFailures(items?.rows ?? []);
  return (
    <Panel
      copies
      className={css.rollPanel}
      title={t("outcome.failed")}
      aside={aside.filter(Boolean).join(t("comma"))}
    >
      <ul className={css.roll} data-testid="failed-list">
        {batch.failed === 0 && <li className={css.need}>{t("failed.none")}</li>}
        {groups.map((group) => (
          <Group key={group.key} group={group} provider={group.first.provider} />
        ))}
        {items && items.total > items.rows.length && (
          <li className={css.need}>{t("needs.more", { count: items.rows.length })}</li>
        )}
      </ul>
    </Panel>
  );
}

function Group({ group, provider }: { group: FailureGroup; provider: string }) {
  const { t } = useTranslation("check");
  const codeWords = useCodeWords();
  const { first, items } = group;
  const title = first.reason ? t(`reason.${first.reason}`) : t("outcome.failed");
  return (
    <li className={css.group} data-testid={`failed-${first.code ?? first.reason}`}>
      <div className="row">
        <b>{first.code ? t("withCode", { words: title, code: codeWords(first.code) }) : title}</b>
        <span className="muted nowrap">
          {t("failed.count", { count: items.length, shown: formatCount(items.length) })}
        </span>
        <GroupCharge first={first} />
        <span className="grow" />
        <GroupAction group={group} provider={provider} />
      </div>
      {first.reason && <p className="soft">{t(`todo.${first.reason}`)}</p>}
      {first.text && <p className="muted">{t("failed.vendor", { text: first.text })}</p>}
      <div className={css.plates}>
        {items.slice(0, PLATES_SHOWN).map((item) => (
          <a key={item.vehicle} href={vehicleOf(item.vehicle)}>
            <Plate plate={item.plate} plateType={item.plate_type} />
          </a>
        ))}
        {items.length > PLATES_SHOWN && (
          <span className="muted">
            {t("plan.andMore", { count: items.length, shown: formatCount(items.length) })}
          </span>
        )}
      </div>
    </li>
  );
}

function GroupCharge({ first }: { first: ItemRow }) {
  const { t } = useTranslation("check");
  if (first.charge === "yes") return <b>{t("failed.eachCharged")}</b>;
  if (first.charge === "unknown") return <b>{t("charge.unknown")}</b>;
  return (
    <Chip tone="clean" icon="tick">
      {t("charge.no")}
    </Chip>
  );
}

function GroupAction({ group, provider }: { group: FailureGroup; provider: string }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const providers = useProviders().data ?? [];
  const { first, items } = group;
  const ids = items.map((item) => item.vehicle);
  const shown = formatCount(ids.length);
  const other = providers.find((view) => view.account && view.descriptor.id !== provider);
  if (first.can_retry) {
    return (
      <Button
        size="small"
        icon="check"
        data-testid={`retry-${first.code ?? first.reason}`}
        onClick={() => checkSelection({ kind: "ids", ids }, { provider })}
      >
        {t("failed.retry", { count: ids.length, shown })}
      </Button>
    );
  }
  if (needsData(first)) {
    const href = items.length === 1 ? vehicleForm(first.vehicle) : vehiclesWith(lockedOrFailed(first));
    return <a href={href}>{t("skip.correct")}</a>;
  }
  if (!other) return null;
  const name = say(other.descriptor.name, language);
  return (
    <Button
      size="small"
      data-testid={`other-${first.code ?? first.reason}`}
      onClick={() => checkSelection({ kind: "ids", ids }, { provider: other.descriptor.id })}
    >
      {t("failed.askOther", { provider: name, count: ids.length, shown })}
    </Button>
  );
}

function lockedOrFailed(item: ItemRow): "locked" | "failed" {
  return item.reason === "vehicle_locked" || item.reason === "locked" ? "locked" : "failed";
}
