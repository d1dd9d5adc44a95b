import { memo, useMemo } from "react";
import type { VehicleRow } from "@/bindings/VehicleRow";
import { checkSelection } from "@/features/check";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { exportFile } from "@/shared/files/exportFile";
import {
  ColumnChooser,
  DataGrid,
  type GridColumns,
  selectedCount,
  toRequest,
  useAskAhead,
  useGridColumns,
  useHead,
  useSelection,
} from "@/shared/grid";
import { Split, Toolbar } from "@/shared/Layout";
import { lazyPart } from "@/shared/lazyPart";
import { Page } from "@/shared/page/Page";
import { useTypedSearch } from "@/shared/page/useTypedSearch";
import { useCommands } from "@/shared/palette";
import { ErrorState } from "@/shared/States";
import { useLatest, useSame } from "@/shared/stable";
import type { Go } from "@/shared/useAddress";
import { deleteVehicles } from "../actions";
import { FILTERS, toFilter, toQuery, toSort } from "../filter";
import { pickFile } from "../import/source";
import { garageList } from "../queries";
import type { GarageSearch, SearchProps } from "../search";
import { Bulk } from "./Bulk";
import { finePlaces, useVehicleColumns } from "./columns";
import { Filters } from "./Filters";
import { CheckButton, FleetSize, type ListActions, ListButtons } from "./parts";
import { EmptyGarage, NoMatch } from "./States";
import { TotalsRow } from "./TotalsRow";
import { useChosenSums } from "./useChosenSums";

const VehiclePanel = lazyPart(() => import("../panel/VehiclePanel").then((part) => part.VehiclePanel));

const rowId = (row: VehicleRow) => row.vehicle.id;

/** Every vehicle: search, filter, choose, and one of them in the side panel. */
export function GarageList({ search, go }: SearchProps) {
  const { t } = useTranslation(["garage", "common"]);
  const [filter, sort] = useMemo(() => [toFilter(search), toSort(search)], [search]);
  const list = useMemo(() => garageList(search), [search]);
  const head = useHead(list);
  const figures = head.data;
  const columns = useGridColumns("garage", useVehicleColumns(finePlaces(figures)));
  const [selection, dispatch] = useSelection(JSON.stringify(filter));
  const askAhead = useAskAhead(garageList);
  const box = useTypedSearch(search.q, {
    ask: (q) => askAhead({ ...search, q }),
    commit: (q) => go({ q }),
  });
  const bare = figures?.all === 0;
  const narrowed = search.q !== "" || FILTERS.isFiltered(search);
  const check = () => checkSelection({ kind: "matching", filter, except: [] });
  const latest = useLatest(search);
  const actions = useListActions(latest, go);
  const someChosen = selectedCount(selection, figures?.total ?? 0) > 0;
  const sums = useChosenSums(someChosen ? toRequest(selection, filter) : null);
  const keys = {
    f2: ({ vehicle, left }: VehicleRow) => !left && go({ edit: vehicle.id }),
    // Of vehicles that left nothing is removed by a key.
    delete: ({ vehicle, left }: VehicleRow) =>
      !left &&
      void deleteVehicles(
        someChosen ? toRequest(selection, filter) : { kind: "ids", ids: [vehicle.id] },
      ).then((done) => done && dispatch({ type: "none" })),
  };
  const filters = useSame<GarageSearch>({ ...search, q: "", open: undefined });
  const page = {
    title: t("title"),
    sub: figures && <FleetSize all={figures.all} />,
    search: box,
    primary: <CheckButton figures={figures} narrowed={narrowed} onClick={check} />,
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
      <Tools search={filters} go={go} latest={latest} columns={columns} actions={actions} />
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
          keys={keys}
          empty={<NoMatch search={search} go={go} all={figures?.all ?? 0} left={figures?.among_left ?? 0} />}
          totals={figures && <TotalsRow head={figures} chosen={sums} go={go} />}
          bulk={
            <Bulk
              selection={selection}
              dispatch={dispatch}
              total={figures?.total ?? 0}
              query={toQuery(search)}
            />
          }
        />
      </Split>
    </Page>
  );
}

type ToolsProps = SearchProps & {
  latest: () => GarageSearch;
  columns: GridColumns<VehicleRow>;
  actions: ListActions;
};

/** The strip above the list: not drawn again by what is typed. */
const Tools = memo(function Tools({ search, go, latest, columns, actions }: ToolsProps) {
  return (
    <Toolbar end={<ListButtons chooser={<ColumnChooser columns={columns} />} {...actions} />}>
      <Filters search={search} go={go} latest={latest} />
    </Toolbar>
  );
});

/** The list's own actions, on the toolbar and in the palette. */
function useListActions(latest: () => GarageSearch, go: Go<GarageSearch>): ListActions {
  const { t } = useTranslation("garage");
  const actions = useMemo(
    () => ({
      add: () => go({ edit: "new" }),
      importFile: async () => {
        if (await pickFile()) go({ import: true });
      },
      exportAll: () =>
        void exportFile({ what: "vehicles", query: toQuery(latest()), only: null }, t("title")),
    }),
    [latest, go, t],
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
