import { useQuery } from "@tanstack/react-query";
import type { KeyCount } from "@/bindings/KeyCount";
import type { Left } from "@/bindings/Left";
import type { VehicleStatus } from "@/bindings/VehicleStatus";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { byPinyin } from "@/i18n/pinyin";
import { FilterChip, FilterMenu } from "@/shared/Filter";
import { SavedFilters } from "@/shared/filters/SavedFilters";
import { chosenOrNone, FILTERS, PRESETS } from "../filter";
import { usePlateTypeName } from "../plateTypeName";
import { choicesQuery } from "../queries";
import { DUE_FILTERS, type GarageSearch, type SearchProps } from "../search";

type Name = (key: string) => string;

function useNames(): Record<"status" | "type" | "group" | "driver" | "left", Name> {
  const { t } = useTranslation(["garage", "common"]);
  return {
    status: (key) => t(`common:status.${key as VehicleStatus}`),
    type: usePlateTypeName(),
    group: (key) => key || t("noGroup"),
    driver: (key) => key || t("noDriver"),
    left: (key) => t(`common:left.${key as Left}`),
  };
}

/** 「未结清」, 「未结清、存疑」, 「未结清、存疑等 4 种」 */
export function useChosenWords(): (values: readonly string[], name: Name) => string {
  const { t } = useTranslation("garage");
  return (values, name) => {
    const first = values.slice(0, 2).map(name).join(t("listComma"));
    return values.length <= 2 ? first : t("chosenOf", { first, count: values.length });
  };
}

/** `latest` gives the address of the moment, with what is typed: the bar is not drawn again for it. */
type FiltersProps = SearchProps & { latest: () => GarageSearch };

/** The filters with their counts, and the ones asked every week. */
export function Filters({ search, go, latest }: FiltersProps) {
  const { t } = useTranslation(["garage", "common"]);
  const choices = useQuery(choicesQuery).data;
  const names = useNames();
  const chosen = useChosenWords();
  const option = (name: Name) => (entry: KeyCount) => ({
    value: entry.key,
    text: name(entry.key),
    label: (
      <span className="row">
        <span className="grow">{name(entry.key)}</span>
        <span className="muted">{formatCount(entry.count)}</span>
      </span>
    ),
  });
  const options = (entries: KeyCount[] | undefined, name: Name) => (entries ?? []).map(option(name));
  const named = (entries: KeyCount[] | undefined) =>
    entries && [...entries].sort((one, other) => byPinyin(one.key, other.key));
  const menu = (key: keyof typeof names, values: readonly string[], entries: KeyCount[] | undefined) => ({
    label: t(`filter.${key}`),
    values,
    chosen: values.length > 0 ? chosen(values, names[key]) : null,
    options: options(entries, names[key]),
  });
  return (
    <>
      <FilterMenu
        {...menu("status", search.status ?? [], choices?.statuses)}
        onChange={(values) => go({ status: chosenOrNone(values as VehicleStatus[]) })}
      />
      <FilterMenu
        {...menu("group", search.group ?? [], named(choices?.groups))}
        onChange={(values) => go({ group: chosenOrNone(values) })}
      />
      <FilterMenu
        {...menu("type", search.type ?? [], choices?.plate_types)}
        onChange={(values) => go({ type: chosenOrNone(values) })}
      />
      {search.driver && (
        <FilterMenu
          {...menu("driver", search.driver, named(choices?.drivers))}
          onChange={(values) => go({ driver: chosenOrNone(values) })}
        />
      )}
      <FilterChip
        label={t("filter.new")}
        on={search.new === true}
        onChange={(on) => go({ new: on || undefined })}
      />
      <FilterMenu
        label={t("filter.due")}
        values={search.due ? [search.due] : []}
        chosen={search.due ? t(`common:due.step.${search.due}`) : null}
        options={DUE_FILTERS.map((step) => ({ value: step, label: t(`common:due.step.${step}`) }))}
        onChange={(values) => go({ due: (values.at(-1) as GarageSearch["due"]) ?? undefined })}
      />
      {(search.left || (choices?.left.length ?? 0) > 0) && (
        <FilterMenu
          {...menu("left", search.left ?? [], choices?.left)}
          onChange={(values) => go({ left: chosenOrNone(values as Left[]) })}
        />
      )}
      {search.stale !== undefined && (
        <FilterChip
          label={t("filter.stale", { count: Math.round(search.stale / 24) })}
          on
          onChange={() => go({ stale: undefined })}
        />
      )}
      {search.month && <FilterChip label={t("preset.month")} on onChange={() => go({ month: undefined })} />}
      {search.in_doubt && (
        <FilterChip label={t("preset.in_doubt")} on onChange={() => go({ in_doubt: undefined })} />
      )}
      {FILTERS.isFiltered(search) && (
        <button type="button" className="link" data-testid="clear-filters" onClick={() => go(FILTERS.none)}>
          {t("common:action.clearFilters")}
        </button>
      )}
      <SavedFilters
        list="vehicles"
        filters={FILTERS}
        presets={PRESETS}
        label={(name) => t(`preset.${name}`)}
        latest={latest}
        go={go}
      />
    </>
  );
}
