import { useTranslation } from "@/i18n";
import { formatComing } from "@/i18n/dates";
import { useSchedule } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { scheduleSettings } from "@/shared/links";
import css from "../check.module.css";

/** When the garage is checked by itself next; nothing while that is off. */
export function NextRun() {
  const { t } = useTranslation("check");
  const { data, dataUpdatedAt } = useSchedule();
  const next = data?.next_at ?? null;
  if (next === null) return null;
  return (
    <p className={css.planLine} data-testid="scheduled-next">
      <Icon name="clock" small />
      {next > dataUpdatedAt
        ? t("scheduled.next", { when: formatComing(next, dataUpdatedAt) })
        : t("scheduled.waits")}{" "}
      <a className="in-text" href={scheduleSettings()}>
        {t("scheduled.change")}
      </a>
    </p>
  );
}
