import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { CheckLink } from "@/app/CheckLink";
import { Page } from "@/app/Page";
import type { DriverRow } from "@/bindings/DriverRow";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { ColumnChooser, DataGrid, useGridColumns } from "@/shared/grid";
import { Toolbar } from "@/shared/Layout";
import { EmptyState, ErrorState } from "@/shared/States";
import { useColumns } from "./columns";
import { DriverTotals } from "./DriverTotals";

/** Who drove when what happened, and what waits for them. */
export function DriversPage() {
  const { t } = useTranslation(["drivers", "common"]);
  const navigate = useNavigate();
  const drivers = useQuery({ queryKey: ["violations", "drivers"], queryFn: () => rpc("drivers", {}) });
  const rows = drivers.data;
  const columns = useGridColumns("drivers", useColumns());
  const queryKey = useMemo(
    () => ["violations", "drivers", "rows", drivers.dataUpdatedAt],
    [drivers.dataUpdatedAt],
  );
  const loadWindow = useCallback(
    async (offset: number, limit: number) => (rows ?? []).slice(offset, offset + limit),
    [rows],
  );
  const find = (q: string) => void navigate({ to: "/garage", search: { q } });
  const people = rows?.filter((row) => row.driver !== "").length;
  return (
    <Page
      flush
      title={t("title")}
      sub={people !== undefined && t("count", { count: people, shown: formatCount(people) })}
      search={{ value: "", onChange: () => {}, onSubmit: find }}
      primary={<CheckLink />}
    >
      <Toolbar end={<ColumnChooser columns={columns} />}>
        <span className="muted" data-testid="cycle-note">
          {t("cycle")}
        </span>
      </Toolbar>
      {drivers.error ? (
        <ErrorState
          error={asCommandError(drivers.error)}
          actions={<Button onClick={() => void drivers.refetch()}>{t("common:action.retry")}</Button>}
        />
      ) : (
        <DataGrid<DriverRow>
          label={t("title")}
          queryKey={queryKey}
          total={rows?.length}
          loadWindow={loadWindow}
          rowId={(row) => row.driver}
          columns={columns}
          onOpen={(row) => void navigate({ to: "/violations", search: { q: "", driver: row.driver } })}
          empty={<EmptyState title={t("empty")} text={t("emptyText")} />}
          totals={<DriverTotals />}
        />
      )}
    </Page>
  );
}
