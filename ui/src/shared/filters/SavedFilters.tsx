import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FilterList } from "@/bindings/FilterList";
import type { SavedFilter } from "@/bindings/SavedFilter";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import { lazyPart } from "../lazyPart";
import { Menu } from "../Menu";
import type { MenuEntry } from "../mantine/overlayProps";
import type { Go } from "../useAddress";
import type { FilterSet } from "./filterSet";

const NameDialog = lazyPart(() => import("./NameDialog").then((part) => part.NameDialog));
const OwnFilters = lazyPart(() => import("./OwnFilters").then((part) => part.OwnFilters));

type SavedProps<Search, Name extends string> = {
  list: FilterList;
  filters: FilterSet<Search>;
  /** Those that the product brings, and how they are called. */
  presets: Record<Name, Partial<Search>>;
  label: (name: Name) => string;
  /** The address as it is at the press, with the text of the search box. */
  latest: () => Search;
  go: Go<Search>;
};

/** The filters set every week: the product's own and those that the person kept under a name. */
export function SavedFilters<Search extends { open?: string }, Name extends string>(
  props: SavedProps<Search, Name>,
) {
  const { list, filters, presets, label, latest, go } = props;
  const { t } = useTranslation("common");
  const [naming, setNaming] = useState<SavedFilter | null>(null);
  const [managing, setManaging] = useState(false);
  const kept =
    useQuery({ queryKey: ["settings", "filters", list], queryFn: () => rpc("saved_filters", { list }) })
      .data ?? [];
  // What is open belongs to the rows that were shown before.
  const apply = (part: Partial<Search>) => go({ ...filters.none, open: undefined, ...part });
  const entries = (): MenuEntry[] => {
    const query = filters.toText(latest());
    const save = () => query !== null && setNaming({ id: "", list, name: "", query });
    const names = Object.keys(presets) as Name[];
    return [
      ...names.map((name) => item(`preset-${name}`, label(name), () => apply(presets[name]))),
      ...(kept.length > 0 ? [{ kind: "heading", id: "own", label: t("saved.own") } as const] : []),
      ...kept.map(({ id, name, query }) => ({
        ...item(id, name, () => apply(filters.fromText(query))),
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
