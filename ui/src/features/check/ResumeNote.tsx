import { useState } from "react";
import type { Progress } from "@/bindings/Progress";
import { useLanguage, useTranslation } from "@/i18n";
import { costInText, formatCount, formatFen, parseYuan } from "@/i18n/money";
import { useProviders } from "@/shared/data/settings";
import { TextField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import css from "./check.module.css";
import { ResumeWay, useResumePlan } from "./ResumeWay";
import type { SearchProps } from "./search";

/**
 * A batch left vehicles unasked: they can be asked without planning again, of the other provider too. What
 * that costs stands beside each way on, and the batch's own cap is kept until somebody types another.
 */
export function ResumeNote({ batch, go }: Pick<SearchProps, "go"> & { batch: Progress | null }) {
  if (!batch || batch.resumable === 0) return null;
  return <Rest key={batch.batch} batch={batch} go={go} />;
}

function Rest({ batch, go }: Pick<SearchProps, "go"> & { batch: Progress }) {
  const { t } = useTranslation("check");
  const accounts = useProviders().data?.filter((view) => view.account) ?? [];
  const [typed, type] = useState<string | null>(null);
  const kept = useResumePlan(batch, null, null).data?.max_cost_fen ?? null;
  const shown = typed ?? (kept === null ? "" : formatFen(kept, 2).replaceAll(",", ""));
  const count = batch.resumable;
  const others = accounts.filter((view) => !batch.providers.includes(view.descriptor.id));
  // Where the vendor itself is in the way, the other one is the better way on.
  const stuck = batch.stopped?.kind === "vendor" && others.length > 0;
  const cap = typed === null ? null : parseYuan(typed) === undefined ? undefined : typed;
  return (
    <div data-testid="resume-note">
      <Note icon={<Icon name="info" />}>
        <div className={css.resume}>
          <div className={css.resumeCap}>
            <span>{t("resume.text", { count, shown: formatCount(count) })}</span>
            <TextField
              label={t("plan.capLabel")}
              value={shown}
              inputMode="decimal"
              placeholder={t("plan.noCap")}
              error={cap === undefined && t("plan.capWrong")}
              rightSection={<span className="muted">{t("cost.yuan")}</span>}
              rightSectionWidth={44}
              data-testid="resume-cap"
              onChange={(event) => type(event.currentTarget.value)}
            />
            <MonthLeft batch={batch} />
          </div>
          <ul className={css.resumeWays}>
            {others.map((view) => (
              <ResumeWay
                key={view.descriptor.id}
                batch={batch}
                go={go}
                cap={cap}
                other={view}
                primary={stuck}
              />
            ))}
            <ResumeWay batch={batch} go={go} cap={cap} />
          </ul>
        </div>
      </Note>
    </div>
  );
}

function MonthLeft({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const left = useResumePlan(batch, null, null).data?.plan.month_left_fen ?? null;
  if (left === null) return null;
  return (
    <span className="muted" data-testid="resume-month-left">
      {t("plan.monthLeft")} {costInText(left, language)}
    </span>
  );
}
