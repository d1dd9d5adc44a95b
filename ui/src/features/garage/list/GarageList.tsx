import { memo, useMemo } from "react";
import { useCommands } from "@/app/commands";
import { Page } from "@/app/Page";
import { useTypedSearch } from "@/app/useTypedSearch";
import type { VehicleRow } from "@/bindings/VehicleRow";
import { checkSelection } from "@/features/check/selection";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import {
  ColumnChooser,
  DataGrid,
  type GridColumns,
  useAskAhead,
  useGridColumns,
  useHead,
  useSelection,
} from "@/shared/grid";
import { Split, Toolbar } from "@/shared/Layout";
import { later } from "@/shared/later";
import { ErrorState } from "@/shared/States";
import { useLatest, useSame } from "@/shared/steady";
import { exportVehicles } from "../actions";
import { isFiltered, toFilter, toQuery, toSort } from "../filter";
import { pickFile } from "../import/source";
import { garageList } from "../queries";
import type { GarageSearch, Go, SearchProps } from "../search";
import { Bulk } from "./Bulk";
import { useVehicleColumns } from "./columns";
import { Filters } from "./Filters";
import { EmptyGarage, NoMatch } from "./States";
import { TotalsRow } from "./TotalsRow";

const VehiclePanel = later(() => import("../panel/VehiclePanel").then((part) => part.VehiclePanel));

const rowId = (row: VehicleRow) => row.vehicle.id;

/** Every vehicle: search, filter, choose, and one of them in the side panel. */
export function GarageList({ search, go }: SearchProps) {
  const { t } = useTranslation(["garage", "common"]);
  const [filter, sort] = useMemo(() => [toFilter(search), toSort(search)], [search]);
  const list = useMemo(() => garageList(search), [search]);
  const head = useHead(list);
  const figures = head.data;
  // One row with fen gives the whole column two places.
  const places = (figures?.totals.fines_due_fen ?? 0) % 100 === 0 ? 0 : 2;
  const columns = useGridColumns("garage", useVehicleColumns(places));
  const [selection, dispatch] = useSelection(JSON.stringify(filter));
  const askAhead = useAskAhead(garageList);
  const box = useTypedSearch(search.q, {
    ask: (q) => askAhead({ ...search, q }),
    commit: (q) => go({ q }),
  });
  const bare = figures?.all === 0;
  const narrowed = search.q !== "" || isFiltered(search);
  const check = () => checkSelection({ kind: "matching", filter, except: [] });
  const latest = useLatest(search);
  const actions = useListActions(latest, go);
  const filters = useSame<GarageSearch>({ ...search, q: "", open: undefined });
  const primary = (
    <Button
      kind={bare ? "plain" : "primary"}
      icon="check"
      disabled={!figures || figures.total === 0}
      data-testid="garage-check"
      onClick={check}
    >
      {narrowed && figures && figures.total > 0
        ? t("checkCount", { count: figures.total, shown: formatCount(figures.total) })
        : t("check")}
    </Button>
  );
  const page = {
    title: t("title"),
    sub: figures && t("vehicles", { count: figures.all, shown: formatCount(figures.all) }),
    search: box,
    primary,
  };
  if (head.error) {
    return (
      <Page {...page}>
        <ErrorState error={asCommandError(head.error)} />
      </Page>
    );
  }
  if (bare && !narrowed) {
    return (
      <Page {...page} flush>
        <EmptyGarage go={go} />
      </Page>
    );
  }
  return (
    <Page {...page} flush>
      <Tools search={filters} {...{ go, latest, columns, actions }} />
      <Split panel={search.open && <VehiclePanel key={search.open} id={search.open} go={go} />}>
        <DataGrid
          label={t("title")}
          list={list}
          head={head}
          rowId={rowId}
          columns={columns}
          sort={sort}
          onSort={({ column, descending }) => go({ sort: column as typeof search.sort, desc: descending })}
          selection={selection}
          onSelection={dispatch}
          openId={search.open}
          onOpen={(row) => go({ open: row.vehicle.id })}
          empty={<NoMatch search={search} go={go} all={figures?.all ?? 0} />}
          totals={figures && <TotalsRow head={figures} go={go} />}
          bulk={<Bulk {...{ selection, dispatch }} total={figures?.total ?? 0} query={toQuery(search)} />}
        />
      </Split>
    </Page>
  );
}

type Actions = { add: () => void; importFile: () => void; exportAll: () => void };
type ToolsProps = SearchProps & {
  latest: () => GarageSearch;
  columns: GridColumns<VehicleRow>;
  actions: Actions;
};

/** The strip above the list: not drawn again by what is typed. */
const Tools = memo(function Tools({ search, go, latest, columns, actions }: ToolsProps) {
  const { t } = useTranslation("garage");
  const quiet = { kind: "quiet", size: "small" } as const;
  const end = (
    <>
      <ColumnChooser columns={columns} />
      <Button {...quiet} icon="importFile" data-testid="garage-import" onClick={actions.importFile}>
        {t("importVerb")}
      </Button>
      <Button {...quiet} icon="exportFile" data-testid="garage-export" onClick={actions.exportAll}>
        {t("export")}
      </Button>
      <Button size="small" icon="plus" data-testid="garage-add" onClick={actions.add}>
        {t("add")}
      </Button>
    </>
  );
  return (
    <Toolbar end={end}>
      <Filters {...{ search, go }} typed={() => latest().q} />
    </Toolbar>
  );
});

/** The list's own actions, on the toolbar and in the palette. */
function useListActions(latest: () => GarageSearch, go: Go): Actions {
  const { t } = useTranslation("garage");
  const actions = useMemo(
    () => ({
      add: () => go({ edit: "new" }),
      importFile: async () => {
        if (await pickFile()) go({ import: true });
      },
      exportAll: () => void exportVehicles(toQuery(latest())),
    }),
    [latest, go],
  );
  const commands = useMemo(
    () => [
      { id: "garage-add", label: t("add"), keywords: "add vehicle tianjia", run: actions.add },
      { id: "garage-import", label: t("empty.import"), keywords: "import daoru", run: actions.importFile },
      { id: "garage-export", label: t("exportShown"), keywords: "export daochu", run: actions.exportAll },
    ],
    [t, actions],
  );
  useCommands(commands);
  return actions;
}
