import type { Schedule } from "@/bindings/Schedule";
import { useLanguage, useTranslation } from "@/i18n";
import { WEEKDAYS } from "@/i18n/dates";
import { cx } from "@/shared/cx";
import { say, useProviders } from "@/shared/data/settings";
import { FilterChip } from "@/shared/Filter";
import { Segmented } from "@/shared/Segmented";
import css from "../settings.module.css";

type DaysProps = { days: readonly number[]; isWrong: boolean; onChange: (days: number[]) => void };

/** Which days of the week: toggles, one press each. */
export function Days({ days, isWrong, onChange }: DaysProps) {
  const { t } = useTranslation(["settings", "common"]);
  return (
    <div>
      <div className={css.legend}>{t("schedule.days")}</div>
      <div role="group" aria-label={t("schedule.days")} className={css.chips} data-testid="schedule-days">
        {WEEKDAYS.map((day) => (
          <FilterChip
            key={day}
            label={t(`common:date.weekdays.${day}`)}
            on={days.includes(day)}
            onChange={(on) => onChange(on ? [...days, day] : days.filter((one) => one !== day))}
          />
        ))}
      </div>
      {isWrong && (
        <p className={cx(css.wrong, css.complaint)} role="alert">
          {t("schedule.daysWrong")}
        </p>
      )}
    </div>
  );
}

type ProviderProps = { schedule: Schedule; onChange: (provider: string | null) => void };

/** The segment that leaves it to each vehicle; no provider has this id. */
const OWN = "";

/** With two accounts one of them may be named. */
export function ProviderOf({ schedule, onChange }: ProviderProps) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const accounts = useProviders().data?.filter((view) => view.account) ?? [];
  if (accounts.length < 2) return null;
  const named = accounts.map(({ descriptor }) => ({
    value: descriptor.id,
    label: say(descriptor.name, language),
  }));
  return (
    <div data-testid="schedule-provider">
      <div className={css.legend}>{t("schedule.provider")}</div>
      <Segmented
        label={t("schedule.provider")}
        value={schedule.provider ?? OWN}
        segments={[{ value: OWN, label: t("schedule.own") }, ...named]}
        onChange={(id) => onChange(id === OWN ? null : id)}
      />
    </div>
  );
}
