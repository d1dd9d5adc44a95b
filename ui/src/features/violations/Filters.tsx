import { useQuery } from "@tanstack/react-query";
import { memo, useState } from "react";
import { useAppState } from "@/app/appState";
import { EVERY_DRIVER } from "@/features/drivers/queries";
import { SavedFilters } from "@/features/filters/SavedFilters";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { FilterChip, FilterMenu, type FilterOption } from "@/shared/Filter";
import { Segmented } from "@/shared/Segmented";
import { useKeys, useSegmentCounts } from "./queries";
import {
  FILTER_KEYS,
  isFiltered,
  NO_FILTERS,
  PRESET_NAMES,
  PRESETS,
  readFilters,
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

/** Keeps the room that it once took: the bar must not wrap and unwrap while somebody types. */
function SteadyCount({ count }: { count: number }) {
  const text = formatCount(count);
  const [widest, setWidest] = useState(text.length);
  if (text.length > widest) setWidest(text.length);
  return <span style={{ display: "inline-block", minWidth: `${widest}ch` }}>{text}</span>;
}

type OneOf = "driver" | "city" | "month";

/** A filter of one value out of those that occur. */
function OneFilter({ name, keys, search, go }: SearchProps & { name: OneOf; keys: readonly string[] }) {
  const { t } = useTranslation("violations");
  const chosen = search[name];
  const label = (key: string) => key || t(name === "driver" ? "nobody" : "notKnown");
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

/** `typed` gives the search box's text, which is no filter of this bar but is kept along with them. */
type FiltersProps = SearchProps & { typed: () => string };

/** Not drawn again by what is typed. */
export const ViolationFilters = memo(function ViolationFilters({ search, go, typed }: FiltersProps) {
  const { t } = useTranslation(["violations", "common"]);
  const cities = useKeys("city").map(({ key }) => key);
  const months = useKeys("month").map(({ key }) => key);
  const drivers = useQuery({
    queryKey: ["violations", "drivers"],
    queryFn: () => rpc("drivers", EVERY_DRIVER),
  });
  const fresh = useAppState()?.new_violations;
  const newest = [...months].sort().reverse();
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
      <OneFilter {...{ search, go }} name="city" keys={cities} />
      <OneFilter
        {...{ search, go }}
        name="driver"
        keys={drivers.data?.rows.map(({ driver }) => driver) ?? []}
      />
      <OneFilter {...{ search, go }} name="month" keys={newest} />
      <More {...{ search, go }} />
      <Exact {...{ search, go }} name="act" />
      <Exact {...{ search, go }} name="place" />
      {search.fresh && <FilterChip label={t("filter.fresh")} on onChange={() => go({ fresh: undefined })} />}
      {search.vehicle !== undefined && (
        <FilterChip label={t("filter.vehicle")} on onChange={() => go({ vehicle: undefined })} />
      )}
      {isFiltered({ ...search, state: undefined }) && (
        <Button kind="quiet" size="small" data-testid="clear-filters" onClick={() => go(NO_FILTERS)}>
          {t("common:action.clearFilters")}
        </Button>
      )}
      <SavedOfViolations {...{ search, go, typed }} />
    </div>
  );
});

/** The address as kept text: the filters and the search, not the order nor what is open. */
function SavedOfViolations({ search, go, typed }: FiltersProps) {
  const { t } = useTranslation("violations");
  const current = () => {
    const now = { ...search, q: typed() };
    if (!isFiltered(now) && now.q === "") return null;
    return JSON.stringify(Object.fromEntries(FILTER_KEYS.map((key) => [key, now[key]])));
  };
  const presets = PRESET_NAMES.map((name) => ({
    id: name,
    label: t(`preset.${name}`),
    apply: () => go({ ...NO_FILTERS, ...PRESETS[name], open: undefined }),
  }));
  return (
    <SavedFilters
      list="violations"
      presets={presets}
      current={current}
      onApply={(query) => go({ ...NO_FILTERS, ...readFilters(query), open: undefined })}
    />
  );
}

const MORE = ["fine", "points", "unmarked", "marked"] as const;

/** Questions asked now and then. Marked and unmarked exclude each other. */
function More({ search, go }: SearchProps) {
  const { t } = useTranslation("violations");
  const values: (typeof MORE)[number][] = [...(search.unknown ?? [])];
  if (search.marked !== undefined) values.push(search.marked ? "marked" : "unmarked");
  const choose = (next: string[]) => {
    const mark = next.filter((value) => value === "marked" || value === "unmarked").at(-1);
    const unknown = (["fine", "points"] as const).filter((part) => next.includes(part));
    go({
      unknown: unknown.length > 0 ? unknown : undefined,
      marked: mark === undefined ? undefined : mark === "marked",
    });
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
function Exact({ name, search, go }: SearchProps & { name: keyof ViolationsSearch & ("act" | "place") }) {
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
