import { memo } from "react";
import { useTranslation } from "@/i18n";
import { FilterChip } from "@/shared/Filter";
import { useStageCounts } from "./queries";
import { SteadyCount } from "./SteadyCount";
import { type SearchProps, STAGES } from "./search";
import css from "./violations.module.css";

/** Stages with how many are at each, and what is overdue; several can be looked at together. Not drawn again by what is typed. */
export const StageChips = memo(function StageChips({ search, go }: SearchProps) {
  const { t } = useTranslation("violations");
  const counts = useStageCounts();
  const chosen = search.stage ?? [];
  const toggle = (stage: (typeof STAGES)[number], on: boolean) => {
    const next = STAGES.filter((one) => (one === stage ? on : chosen.includes(one)));
    go({ stage: next.length > 0 ? next : undefined, open: undefined });
  };
  const label = (name: (typeof STAGES)[number] | "overdue") => (
    <span data-testid={`stage-${name}`}>
      {t(`stage.${name}`)}{" "}
      {counts && (
        <b>
          <SteadyCount count={counts[name]} />
        </b>
      )}
    </span>
  );
  return (
    <fieldset className={css.stages} aria-label={t("stage.label")}>
      <span className="muted">{t("stage.label")}</span>
      <FilterChip
        label={label("overdue")}
        on={search.overdue === true}
        onChange={(on) => go({ overdue: on || undefined, open: undefined })}
      />
      {STAGES.map((stage) => (
        <FilterChip
          key={stage}
          label={label(stage)}
          on={chosen.includes(stage)}
          onChange={(on) => toggle(stage, on)}
        />
      ))}
    </fieldset>
  );
});
