import type { ReactNode } from "react";
import { Trans } from "react-i18next";
import type { Overview } from "@/bindings/Overview";
import type { Progress } from "@/bindings/Progress";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { to } from "./links";
import css from "./overview.module.css";

const ACTIVE: readonly Progress["state"][] = ["running", "paused", "stopping"];

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
  const batch = overview.last_batch;
  if (!batch) {
    return (
      <>
        {t("sentence.never", { count: overview.vehicles, shown: formatCount(overview.vehicles) })}{" "}
        <a href={to("check")}>{t("sentence.plan")}</a>
      </>
    );
  }
  if (ACTIVE.includes(batch.state)) {
    return <a href={to("check", { view: "batch" })}>{t("sentence.running")}</a>;
  }
  const asked = batch.planned - batch.skipped - batch.not_asked;
  const fresh = overview.new;
  return (
    <>
      {t("sentence.asked", { when: formatWhen(batch.started_at), count: asked, shown: formatCount(asked) })}
      {fresh.violations === 0 ? (
        t("sentence.nothingNew")
      ) : (
        <Trans
          t={t}
          i18nKey="sentence.new"
          count={fresh.violations}
          values={{ shown: formatCount(fresh.violations), vehicles: formatCount(fresh.vehicles) }}
          components={{ rows: <Rows href={to("violations", { new: true })} /> }}
        />
      )}
      <Besides batch={batch} />
    </>
  );
}

/** Filled by `Trans`. */
function Rows({ href, children }: { href: string; children?: ReactNode }) {
  return <a href={href}>{children}</a>;
}

function Besides({ batch }: { batch: Progress }) {
  const { t } = useTranslation("overview");
  const results = to("check", { view: "batch" });
  const failed = to("check", { view: "batch", show: "failed" });
  const parts = (
    [
      ["doubtful", batch.doubtful, failed],
      ["failed", batch.failed, failed],
      ["skipped", batch.skipped, results],
      ["notAsked", batch.not_asked, results],
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
