import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FilterList } from "@/bindings/FilterList";
import type { SavedFilter } from "@/bindings/SavedFilter";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { later } from "@/shared/later";
import { Menu, type MenuEntry } from "@/shared/Menu";

const NameDialog = later(() => import("./NameDialog").then((part) => part.NameDialog));
const OwnFilters = later(() => import("./OwnFilters").then((part) => part.OwnFilters));

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
  const entries = (): MenuEntry[] => {
    const query = current();
    const save = () => query !== null && setNaming({ id: "", list, name: "", query });
    return [
      ...presets.map(({ id, label, apply }) => item(`preset-${id}`, label, apply)),
      ...(kept.length > 0 ? [{ kind: "heading", id: "own", label: t("saved.own") } as const] : []),
      ...kept.map(({ id, name, query }) => ({
        ...item(id, name, () => onApply(query)),
        testId: "own-filter",
      })),
      { kind: "line", id: "line" },
      { ...item("save-filter", t("saved.save"), save), disabled: query === null },
      ...(kept.length > 0 ? [item("manage-filters", t("saved.manage"), () => setManaging(true))] : []),
    ];
  };
  return (
    <>
      <Menu
        tallest={420}
        target={
          <Button kind="quiet" size="small" data-testid="presets">
            {t("saved.label")}
          </Button>
        }
        entries={entries}
      />
      {managing && <OwnFilters filters={kept} onRename={setNaming} onClose={() => setManaging(false)} />}
      {naming && <NameDialog filter={naming} onClose={() => setNaming(null)} />}
    </>
  );
}

const item = (id: string, label: string, onPress: () => void) =>
  ({ kind: "item", id, label, onPress }) as const;
