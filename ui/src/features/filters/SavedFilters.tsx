import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FilterList } from "@/bindings/FilterList";
import type { SavedFilter } from "@/bindings/SavedFilter";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { NameDialog } from "./NameDialog";
import { OwnFilters } from "./OwnFilters";

export type Preset = { id: string; label: string; apply: () => void };

type SavedProps = {
  list: FilterList;
  /** Those that the product brings. */
  presets: readonly Preset[];
  /** What stands in the address now, as text; null when nothing is filtered. Asked when the menu opens. */
  current: () => string | null;
  /** Puts a kept text back into the address. */
  onApply: (query: string) => void;
};

/** The questions asked every week: the product's own and those that the person kept under a name. */
export function SavedFilters({ list, presets, current, onApply }: SavedProps) {
  const { t } = useTranslation("common");
  const [naming, setNaming] = useState<SavedFilter | null>(null);
  const [managing, setManaging] = useState(false);
  const kept =
    useQuery({ queryKey: ["settings", "filters", list], queryFn: () => rpc("saved_filters", { list }) })
      .data ?? [];
  return (
    <>
      <Menu position="bottom-start" shadow="none" transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button kind="quiet" size="small" data-testid="presets">
            {t("saved.label")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
          {presets.map(({ id, label, apply }) => (
            <Menu.Item key={id} data-testid={`preset-${id}`} onClick={apply}>
              {label}
            </Menu.Item>
          ))}
          {kept.length > 0 && <Menu.Label>{t("saved.own")}</Menu.Label>}
          {kept.map((filter) => (
            <Menu.Item key={filter.id} data-testid="own-filter" onClick={() => onApply(filter.query)}>
              {filter.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Save current={current} onSave={(query) => setNaming({ id: "", list, name: "", query })} />
          {kept.length > 0 && (
            <Menu.Item data-testid="manage-filters" onClick={() => setManaging(true)}>
              {t("saved.manage")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {managing && <OwnFilters filters={kept} onRename={setNaming} onClose={() => setManaging(false)} />}
      {naming && <NameDialog filter={naming} onClose={() => setNaming(null)} />}
    </>
  );
}

/** Keeps what is filtered now, if anything is. */
function Save({ current, onSave }: { current: () => string | null; onSave: (query: string) => void }) {
  const { t } = useTranslation("common");
  const query = current();
  return (
    <Menu.Item
      data-testid="save-filter"
      disabled={query === null}
      onClick={() => query !== null && onSave(query)}
    >
      {t("saved.save")}
    </Menu.Item>
  );
}
