import { useMemo, useState } from "react";
import type { CallRow } from "@/bindings/CallRow";
import type { CallWindow } from "@/bindings/CallWindow";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { FilterChip } from "@/shared/Filter";
import { ExportButton } from "@/shared/files/ExportButton";
import { ColumnChooser, DataGrid, type ListQuery, useGridColumns, useHead } from "@/shared/grid";
import { Split, Toolbar } from "@/shared/Layout";
import { MonthChoice } from "@/shared/MonthChoice";
import { Page } from "@/shared/page/Page";
import { EmptyState, ErrorState } from "@/shared/States";
import type { SearchProps } from "../search";
import { RereadButton } from "./CallAnswer";
import { CallPanel } from "./CallPanel";
import { CallSumsLine } from "./CallSumsLine";
import { useCallColumns } from "./callColumns";

const noneOf = ({ unsettled, unread }: SearchProps["search"]) => {
  if (unsettled) return "calls.noneUnsettled";
  return unread ? "calls.noneUnread" : "calls.none";
};

/** The ledger: every call that was made, what it cost, and which are still doubtful. */
export function CallsView({ search, go }: SearchProps) {
  const { t } = useTranslation(["check", "common"]);
  const [open, setOpen] = useState<CallRow | null>(null);
  const filter = useMemo(
    () => ({
      doubtful_only: search.unsettled ?? false,
      unreadable_only: search.unread ?? false,
      vehicle: null,
      month: search.month ?? null,
    }),
    [search.unsettled, search.unread, search.month],
  );
  const list = useMemo<ListQuery<CallWindow>>(
    () => ({
      key: ["calls", "rows", filter],
      load: (offset, limit) => rpc("calls", { ...filter, offset, limit }),
    }),
    [filter],
  );
  const head = useHead(list);
  const columns = useGridColumns("calls", useCallColumns());
  const back = (
    <>
      <button
        type="button"
        className="link"
        data-testid="check-statement"
        onClick={() => go({ view: "statement" })}
      >
        {t("statement.title")}
      </button>
      <button type="button" className="link" data-testid="calls-back" onClick={() => go({ view: "plan" })}>
        {t("calls.back")}
      </button>
    </>
  );
  if (head.error) {
    return (
      <Page title={t("calls.title")} primary={back}>
        <ErrorState error={asCommandError(head.error)} />
      </Page>
    );
  }
  const total = head.data?.total;
  return (
    <Page
      flush
      title={t("calls.title")}
      sub={total === undefined ? undefined : t("calls.count", { count: total, shown: formatCount(total) })}
      primary={back}
    >
      <Toolbar
        end={
          <>
            <ColumnChooser columns={columns} />
            <ExportButton
              name={t("calls.title")}
              what={{ what: "calls", query: { ...filter, offset: 0, limit: 0 } }}
            />
          </>
        }
      >
        <MonthChoice value={search.month} onChange={(month) => go({ month })} />
        <FilterChip
          label={t("calls.unsettled")}
          on={search.unsettled ?? false}
          onChange={(on) => go({ unsettled: on || undefined, unread: undefined })}
        />
        <FilterChip
          label={t("calls.unread")}
          on={search.unread ?? false}
          onChange={(on) => go({ unread: on || undefined, unsettled: undefined })}
        />
        {(head.data?.sums.unreadable ?? 0) > 0 && <RereadButton />}
      </Toolbar>
      <Split panel={open && <CallPanel call={open} onClose={() => setOpen(null)} />}>
        <DataGrid<CallRow>
          label={t("calls.title")}
          list={list}
          head={head}
          rowId={(row) => row.id}
          columns={columns}
          openId={open?.id}
          onOpen={setOpen}
          empty={
            <EmptyState
              title={t(noneOf(search))}
              text={search.unsettled || search.unread ? undefined : t("calls.noneText")}
            />
          }
          totals={head.data && <CallSumsLine sums={head.data.sums} />}
        />
      </Split>
    </Page>
  );
}
