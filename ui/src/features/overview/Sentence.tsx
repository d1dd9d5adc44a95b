import i18next from "i18next";
import type { ReactNode } from "react";
import { Trans } from "react-i18next";
import type { LastCheck } from "@/bindings/LastCheck";
import type { Overview } from "@/bindings/Overview";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { batchOf, hrefOf, newViolations, runningBatch } from "@/shared/links";
import css from "./overview.module.css";

/** The answer first: what the last check found, each number a link to its rows. */
export function Sentence({ overview }: { overview: Overview }) {
  return (
    <p className={css.sentence} data-testid="overview-sentence">
      <Words overview={overview} />
    </p>
  );
}

function Words({ overview }: { overview: Overview }) {
  const { t } = useTranslation("overview");
  if (overview.running) {
    return <a href={runningBatch()}>{t("sentence.running")}</a>;
  }
  const check = overview.last_check;
  if (!check) {
    return (
      <>
        {t("sentence.never", { count: overview.vehicles, shown: formatCount(overview.vehicles) })}{" "}
        <a href={hrefOf("check")}>{t("sentence.plan")}</a>
      </>
    );
  }
  const fresh = overview.new;
  return (
    <>
      {t(check.began_at === check.started_at ? "sentence.asked" : "sentence.askedInParts", {
        began: formatWhen(check.began_at),
        when: formatWhen(check.started_at),
        count: check.asked,
        shown: formatCount(check.asked),
      })}
      {fresh.violations === 0 ? (
        t("sentence.nothingNew")
      ) : (
        <Trans
          i18n={i18next}
          t={t}
          i18nKey="sentence.new"
          count={fresh.violations}
          values={{ shown: formatCount(fresh.violations), vehicles: formatCount(fresh.vehicles) }}
          components={{ rows: <Rows href={newViolations()} /> }}
        />
      )}
      <Besides check={check} />
    </>
  );
}

/** Filled by `Trans`. */
function Rows({ href, children }: { href: string; children?: ReactNode }) {
  return <a href={href}>{children}</a>;
}

function Besides({ check }: { check: LastCheck }) {
  const { t } = useTranslation("overview");
  const results = batchOf(check.batch);
  const failed = batchOf(check.batch, "failed");
  const parts = (
    [
      ["doubtful", check.doubtful, failed],
      ["failed", check.failed, failed],
      ["skipped", check.skipped, results],
      ["notAsked", check.not_asked, results],
    ] as const
  ).filter(([, count]) => count > 0);
  if (parts.length === 0) return null;
  return (
    <>
      {t("sentence.besides")}
      {parts.map(([name, count, href], at) => (
        <span key={name}>
          {at > 0 && t("sentence.listComma")}
          <a href={href}>{t(`sentence.${name}`, { count, shown: formatCount(count) })}</a>
        </span>
      ))}
      {t("sentence.stop")}
    </>
  );
}
