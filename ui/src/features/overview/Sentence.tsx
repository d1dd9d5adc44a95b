import i18next from "i18next";
import type { ReactNode } from "react";
import { Trans } from "react-i18next";
import type { LastCheck } from "@/bindings/LastCheck";
import type { Overview } from "@/bindings/Overview";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { batchOf, goneViolations, hrefOf, newViolations, runningBatch } from "@/shared/links";
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
    return (
      <a className="in-text" href={runningBatch()}>
        {t("sentence.running")}
      </a>
    );
  }
  const check = overview.last_check;
  if (!check) {
    return (
      <>
        {t("sentence.never", { count: overview.vehicles, shown: formatCount(overview.vehicles) })}{" "}
        <a className="in-text" href={hrefOf("check")}>
          {t("sentence.plan")}
        </a>
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
      <Told check={check} />
      <Besides check={check} />
    </>
  );
}

/** Filled by `Trans`. */
function Rows({ href, children }: { href: string; children?: ReactNode }) {
  return (
    <a className="in-text" href={href}>
      {children}
    </a>
  );
}

/** What the check found with first answers, and what is no longer listed. */
function Told({ check }: { check: LastCheck }) {
  const { t } = useTranslation("overview");
  const said = (count: number) => ({ count, shown: formatCount(count) });
  return (
    <>
      {check.first_found > 0 && t("sentence.firstFound", said(check.first_found))}
      {check.gone > 0 && (
        <Trans
          i18n={i18next}
          t={t}
          i18nKey="sentence.gone"
          count={check.gone}
          values={{ shown: formatCount(check.gone) }}
          components={{ rows: <Rows href={goneViolations()} /> }}
        />
      )}
    </>
  );
}

type Part = { name: "doubtful" | "failed" | "skipped" | "notAsked"; count: number; href: string };

/** Unconfirmed and failed ones are among those that were asked; skipped and unasked ones are not. */
function Besides({ check }: { check: LastCheck }) {
  const results = batchOf(check.batch);
  const failed = batchOf(check.batch, "failed");
  return (
    <>
      <Parts
        lead="besides"
        parts={[
          { name: "doubtful", count: check.doubtful, href: failed },
          { name: "failed", count: check.failed, href: failed },
        ]}
      />
      <Parts
        lead="notOfThese"
        parts={[
          { name: "skipped", count: check.skipped, href: results },
          { name: "notAsked", count: check.not_asked, href: results },
        ]}
      />
    </>
  );
}

function Parts({ lead, parts }: { lead: "besides" | "notOfThese"; parts: readonly Part[] }) {
  const { t } = useTranslation("overview");
  const shown = parts.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <>
      {t(`sentence.${lead}`)}
      {shown.map(({ name, count, href }, at) => (
        <span key={name}>
          {at > 0 && t("sentence.listComma")}
          <a className="in-text" href={href}>
            {t(`sentence.${name}`, { count, shown: formatCount(count) })}
          </a>
        </span>
      ))}
      {t("sentence.stop")}
    </>
  );
}
