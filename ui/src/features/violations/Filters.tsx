import { useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { byPinyin } from "@/i18n/pinyin";
import { Button } from "@/shared/Button";
import { useAppState } from "@/shared/data/appState";
import { EVERY_DRIVER } from "@/shared/data/everything";
import { FilterChip, FilterMenu, type FilterOption } from "@/shared/Filter";
import { SavedFilters } from "@/shared/filters/SavedFilters";
import { Segmented } from "@/shared/Segmented";
import { SpanChoice } from "@/shared/span/SpanChoice";
import { seeViolations } from "./actions";
import { useKeys, useSegmentCounts } from "./queries";
import { SteadyCount } from "./SteadyCount";
import {
  ALL_NEW,
  FILTERS,
  PRESETS,
  SEGMENT_NAMES,
  SEGMENTS,
  type SearchProps,
  segmentOf,
  type ViolationsSearch,
} from "./search";
import css from "./violations.module.css";

/** States with their counts: under the other filters, so that each number is what a press shows. */
export function StateSegments({ search, go }: SearchProps) {
  const { t } = useTranslation("violations");
  const counts = useSegmentCounts(search);
  return (
    <Segmented
      small
      label={t("column.state")}
      value={segmentOf(search.state)}
      segments={SEGMENT_NAMES.map((value) => ({
        value,
        label: (
          <span data-testid={`state-${value}`}>
            {t(`segment.${value}`)} {counts && <SteadyCount count={counts[value]} />}
          </span>
        ),
      }))}
      onChange={(name) => go({ state: SEGMENTS[name], open: undefined })}
    />
  );
}

type OneOf = "driver" | "group" | "city";
const UNNAMED = { driver: "nobody", group: "noGroup", city: "notKnown" } as const;

/** A filter of one value out of those that occur. */
function OneFilter({ name, keys, search, go }: SearchProps & { name: OneOf; keys: readonly string[] }) {
  const { t } = useTranslation("violations");
  const chosen = search[name];
  const label = (key: string) => key || t(UNNAMED[name]);
  const options: FilterOption[] = keys.map((key) => ({ value: key, label: label(key) }));
  return (
    <FilterMenu
      label={t(`filter.${name}`)}
      chosen={chosen === undefined ? null : label(chosen)}
      values={chosen === undefined ? [] : [chosen]}
      options={options}
      onChange={(values) => go({ [name]: values.at(-1) })}
    />
  );
}

/** `latest` gives the address of the moment, with what is typed: the bar is not drawn again for it. */
type FiltersProps = SearchProps & { latest: () => ViolationsSearch };

/** Not drawn again by what is typed. */
export const ViolationFilters = memo(function ViolationFilters({ search, go, latest }: FiltersProps) {
  const { t } = useTranslation(["violations", "common"]);
  const cities = sorted(useKeys("city").map(({ key }) => key));
  const choices = useQuery({ queryKey: ["vehicles", "choices"], queryFn: () => rpc("choices", {}) });
  const groups = sorted(choices.data?.groups.map(({ key }) => key) ?? []);
  const drivers = useQuery({
    queryKey: ["violations", "drivers"],
    queryFn: () => rpc("drivers", EVERY_DRIVER),
  });
  const fresh = useAppState()?.new_violations;
  return (
    <div className={css.filters}>
      <FilterChip
        label={
          <span data-testid="filter-new">
            {t("filter.new")} {fresh ? <b>{formatCount(fresh)}</b> : null}
          </span>
        }
        on={search.new === true}
        onChange={(on) => go({ new: on || undefined })}
      />
      {search.new && fresh ? (
        <Button kind="quiet" size="small" data-testid="all-seen" onClick={() => void seeViolations(ALL_NEW)}>
          {t("seen.all")}
        </Button>
      ) : null}
      <OneFilter search={search} go={go} name="city" keys={cities} />
      {groups.some((key) => key !== "") && <OneFilter search={search} go={go} name="group" keys={groups} />}
      <OneFilter
        search={search}
        go={go}
        name="driver"
        keys={sorted(drivers.data?.rows.map(({ driver }) => driver) ?? [])}
      />
      <SpanChoice value={search} onChange={go} />
      <More search={search} go={go} />
      <Exact search={search} go={go} name="act" />
      <Exact search={search} go={go} name="place" />
      <Exact search={search} go={go} name="month" />
      {search.gone && <FilterChip label={t("filter.gone")} on onChange={() => go({ gone: undefined })} />}
      {search.fresh && <FilterChip label={t("filter.fresh")} on onChange={() => go({ fresh: undefined })} />}
      {search.late_fee && (
        <FilterChip label={t("filter.late_fee")} on onChange={() => go({ late_fee: undefined })} />
      )}
      {search.left && <FilterChip label={t("filter.left")} on onChange={() => go({ left: undefined })} />}
      {search.vehicle !== undefined && (
        <FilterChip label={t("filter.vehicle")} on onChange={() => go({ vehicle: undefined })} />
      )}
      {FILTERS.isFiltered({ ...search, state: undefined }) && (
        <Button kind="quiet" size="small" data-testid="clear-filters" onClick={() => go(FILTERS.none)}>
          {t("common:action.clearFilters")}
        </Button>
      )}
      <SavedFilters
        list="violations"
        filters={FILTERS}
        presets={PRESETS}
        label={(name) => t(`preset.${name}`)}
        latest={latest}
        go={go}
      />
    </div>
  );
});

const sorted = (keys: readonly string[]) => [...keys].sort(byPinyin);

const MORE = ["fine", "points"] as const;

/** Questions asked now and then. */
function More({ search, go }: SearchProps) {
  const { t } = useTranslation("violations");
  const values: (typeof MORE)[number][] = [...(search.unknown ?? [])];
  const choose = (next: string[]) => {
    const unknown = MORE.filter((part) => next.includes(part));
    go({ unknown: unknown.length > 0 ? unknown : undefined });
  };
  const options = MORE.map((value) => ({ value, label: t(`filter.${value}`) }));
  return (
    <FilterMenu
      label={t("filter.more")}
      chosen={values.map((value) => t(`filter.${value}`)).join(" · ")}
      values={values}
      options={options}
      onChange={choose}
    />
  );
}

/** A filter that another page set; here it can only be taken off. */
function Exact({
  name,
  search,
  go,
}: SearchProps & { name: keyof ViolationsSearch & ("act" | "place" | "month") }) {
  const { t } = useTranslation("violations");
  const chosen = search[name];
  if (chosen === undefined) return null;
  return (
    <FilterMenu
      label={t(`filter.${name}`)}
      chosen={chosen || t("notKnown")}
      values={[chosen]}
      options={[{ value: chosen, label: chosen || t("notKnown") }]}
      onChange={() => go({ [name]: undefined })}
    />
  );
}
