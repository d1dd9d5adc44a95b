import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { DriverRow } from "@/bindings/DriverRow";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { FilterChip } from "@/shared/Filter";
import { ColumnChooser, DataGrid, useGridColumns, useHead } from "@/shared/grid";
import { Split, Toolbar } from "@/shared/Layout";
import { Page } from "@/shared/page/Page";
import { EmptyState, ErrorState } from "@/shared/States";
import { useAddress } from "@/shared/useAddress";
import { removeDriver } from "./actions";
import { useColumns } from "./columns";
import { DriverDialog } from "./DriverDialog";
import { DriverPanel } from "./DriverPanel";
import { DriverTotals } from "./DriverTotals";
import { driverList, driverQuery, toSort } from "./queries";
import type { DriversSearch, SearchProps } from "./search";

/** Points from which a driver should be spoken to before the licence is in danger. */
const MANY_POINTS = 9;

/** A filter is a step that Back takes back; what is typed or opened is not. */
const isStep = (part: Partial<DriversSearch>) =>
  Object.keys(part).some((key) => key !== "q" && key !== "open");

/** Who drove when what happened, and what waits for them. */
export function DriversPage() {
  const { t } = useTranslation(["drivers", "common"]);
  const { search, go } = useAddress<DriversSearch>("drivers", isStep);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const sort = useMemo(() => toSort(search), [search]);
  const list = useMemo(() => driverList(search), [search]);
  const head = useHead(list);
  const columns = useGridColumns("drivers", useColumns());
  const all = head.data?.all;
  // Whoever drove without a name is nobody who could be changed.
  const keys = {
    f2: ({ driver }: DriverRow) => driver !== "" && setEditing(driver),
    delete: ({ driver }: DriverRow) => driver !== "" && void removeDriver(driver),
  };
  const add = (
    <Button kind="primary" icon="plus" data-testid="driver-add" onClick={() => setAdding(true)}>
      {t("add")}
    </Button>
  );
  return (
    <Page
      flush
      title={t("title")}
      sub={all !== undefined && t("count", { count: all, shown: formatCount(all) })}
      search={{ value: search.q, onChange: (q) => go({ q }), placeholder: t("search") }}
      primary={add}
    >
      <Toolbar end={<ColumnChooser columns={columns} />}>
        <Chips search={search} go={go} />
        <span className="muted clip" data-testid="cycle-note" title={t("cycle")}>
          {t("cycle")}
        </span>
      </Toolbar>
      <Split
        panel={
          search.open !== undefined && (
            <DriverPanel key={search.open} name={search.open} onOpen={(open) => go({ open })} />
          )
        }
      >
        {head.error ? (
          <ErrorState
            error={asCommandError(head.error)}
            actions={<Button onClick={() => void head.refetch()}>{t("common:action.retry")}</Button>}
          />
        ) : (
          <DataGrid<DriverRow>
            label={t("title")}
            list={list}
            head={head}
            rowId={(row) => row.driver}
            columns={columns}
            sort={sort}
            onSort={({ column, descending }) =>
              go({ sort: column as DriversSearch["sort"], desc: descending || undefined })
            }
            openId={search.open}
            onOpen={(row) => go({ open: row.driver })}
            keys={keys}
            empty={<Empty search={search} go={go} />}
            totals={head.data && <DriverTotals totals={head.data.totals} />}
          />
        )}
      </Split>
      {editing !== null && (
        <EditDriver name={editing} onClose={() => setEditing(null)} onSaved={(open) => go({ open })} />
      )}
      {adding && <DriverDialog onClose={() => setAdding(false)} onSaved={(open) => go({ open })} />}
    </Page>
  );
}

type EditProps = { name: string; onClose: () => void; onSaved: (name: string) => void };

function EditDriver({ name, ...rest }: EditProps) {
  const { data } = useQuery(driverQuery(name));
  return data && <DriverDialog detail={data} {...rest} />;
}

function Chips({ search, go }: SearchProps) {
  const { t } = useTranslation("drivers");
  return (
    <>
      <FilterChip
        label={t("filter.owing")}
        on={search.owing === true}
        onChange={(on) => go({ owing: on || undefined })}
      />
      <FilterChip
        label={t("filter.points", { count: MANY_POINTS })}
        on={search.points !== undefined}
        onChange={(on) => go({ points: on ? MANY_POINTS : undefined })}
      />
    </>
  );
}

function Empty({ search, go }: SearchProps) {
  const { t } = useTranslation(["drivers", "common"]);
  const narrowed = search.q !== "" || search.owing || search.points !== undefined;
  if (!narrowed) return <EmptyState title={t("empty")} text={t("emptyText")} />;
  const clear = () => go({ q: "", owing: undefined, points: undefined });
  return (
    <EmptyState
      title={t("noMatch")}
      actions={<Button onClick={clear}>{t("common:action.clearFilters")}</Button>}
    />
  );
}
