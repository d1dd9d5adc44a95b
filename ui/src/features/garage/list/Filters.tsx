import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { KeyCount } from "@/bindings/KeyCount";
import type { VehicleStatus } from "@/bindings/VehicleStatus";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { FilterChip, FilterMenu } from "@/shared/Filter";
import { chosenOrNone, isFiltered, NO_FILTERS, PRESET_NAMES, PRESETS } from "../filter";
import { usePlateTypeName } from "../plateTypeName";
import { choicesQuery } from "../queries";
import type { SearchProps } from "../search";

type Name = (key: string) => string;

function useNames(): Record<"status" | "type" | "group" | "driver", Name> {
  const { t } = useTranslation(["garage", "common"]);
  return {
    status: (key) => t(`common:status.${key as VehicleStatus}`),
    type: usePlateTypeName(),
    group: (key) => key || t("noGroup"),
    driver: (key) => key || t("noDriver"),
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

/** The filters with their counts, and the ones asked every week. */
export function Filters({ search, go }: SearchProps) {
  const { t } = useTranslation(["garage", "common"]);
  const choices = useQuery(choicesQuery).data;
  const names = useNames();
  const chosen = useChosenWords();
  const option = (name: Name) => (entry: KeyCount) => ({
    value: entry.key,
    label: (
      <span className="row">
        <span className="grow">{name(entry.key)}</span>
        <span className="muted">{formatCount(entry.count)}</span>
      </span>
    ),
  });
  const options = (entries: KeyCount[] | undefined, name: Name) => (entries ?? []).map(option(name));
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
        {...menu("group", search.group ?? [], choices?.groups)}
        onChange={(values) => go({ group: chosenOrNone(values) })}
      />
      <FilterMenu
        {...menu("type", search.type ?? [], choices?.plate_types)}
        onChange={(values) => go({ type: chosenOrNone(values) })}
      />
      {search.driver && (
        <FilterMenu
          {...menu("driver", search.driver, choices?.drivers)}
          onChange={(values) => go({ driver: chosenOrNone(values) })}
        />
      )}
      <FilterChip
        label={t("filter.new")}
        on={search.new === true}
        onChange={(on) => go({ new: on || undefined })}
      />
      {search.stale !== undefined && (
        <FilterChip
          label={t("filter.stale", { count: Math.round(search.stale / 24) })}
          on
          onChange={() => go({ stale: undefined })}
        />
      )}
      {isFiltered(search) ? (
        <button type="button" className="link" data-testid="clear-filters" onClick={() => go(NO_FILTERS)}>
          {t("common:action.clearFilters")}
        </button>
      ) : (
        <Presets go={go} />
      )}
    </>
  );
}

function Presets({ go }: Pick<SearchProps, "go">) {
  const { t } = useTranslation("garage");
  return (
    <Menu position="bottom-start" shadow="none" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button kind="quiet" size="small" data-testid="presets">
          {t("preset.label")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESET_NAMES.map((name) => (
          <Menu.Item
            key={name}
            data-testid={`preset-${name}`}
            onClick={() => go({ ...NO_FILTERS, ...PRESETS[name] })}
          >
            {t(`preset.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
