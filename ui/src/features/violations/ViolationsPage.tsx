import { useCallback, useMemo, useState } from "react";
import type { ViolationRow } from "@/bindings/ViolationRow";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import type { ViolationWindow } from "@/bindings/ViolationWindow";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { exportFile } from "@/shared/files/exportFile";
import {
  BulkBar,
  ColumnChooser,
  DataGrid,
  type ListQuery,
  type Selection,
  selectedCount,
  toRequest,
  useAskAhead,
  useGridColumns,
  useHead,
  useSelection,
} from "@/shared/grid";
import { Split } from "@/shared/Layout";
import { hrefOf } from "@/shared/links";
import { CheckLink } from "@/shared/page/CheckLink";
import { Page } from "@/shared/page/Page";
import { useTypedSearch } from "@/shared/page/useTypedSearch";
import { EmptyState, ErrorState } from "@/shared/States";
import { NO_SPAN } from "@/shared/span/span";
import { useLatest, useSame } from "@/shared/stable";
import { toolbarKeys } from "@/shared/toolbarKeys";
import { type Go, useAddress } from "@/shared/useAddress";
import { usePageKeys } from "@/shared/usePageKeys";
import { useColumns } from "./columns";
import { StateSegments, ViolationFilters } from "./Filters";
import { useChosenSums, violationList } from "./queries";
import { StageChips } from "./StageChips";
import { FILTERS, type SearchProps, toFilter, toSort, type ViolationsSearch } from "./search";
import { StepButtons } from "./steps/StepButtons";
import { TotalsRow } from "./TotalsRow";
import { type Acted, keysOf, one, useDoing } from "./useDoing";
import { ViolationPanel } from "./ViolationPanel";
import css from "./violations.module.css";

/** The list with its filters and sums, and one violation beside it. */
export function ViolationsPage() {
  const { t } = useTranslation("violations");
  const { search, go } = useAddress<ViolationsSearch>("violations", FILTERS.isStep);
  const [filter, sort] = useMemo(() => [toFilter(search), toSort(search)], [search]);
  const list = useMemo(() => violationList(search), [search]);
  const head = useHead(list);
  const askAhead = useAskAhead(violationList);
  const box = useTypedSearch(search.q, {
    ask: (q) => askAhead({ ...search, q }),
    commit: (q) => go({ q }),
  });
  const filters = useSame<ViolationsSearch>({ ...search, q: "", open: undefined });
  const latest = useLatest(search);
  const total = head.data?.total;
  const [selection, dispatch] = useSelection(JSON.stringify(filter));
  const columns = useGridColumns("violations", useColumns(placesOf(head.data?.totals.fines_due_fen)));
  const neighbours = useNeighbours(list, total ?? 0, go, search.new === true);
  const chosen = toRequest(selection, filter);
  const save = (only: ViolationSelection | null) => {
    const query = { filter, sort, offset: 0, limit: 0 };
    void exportFile({ what: "violations", query, only }, t("title"));
  };
  const acted = actedOn(selection, total ?? 0, chosen, search.open);
  const doing = useDoing(acted, () => dispatch({ type: "none" }));
  usePageKeys(keysOf(doing.by(acted)));
  const isSome = selectedCount(selection, total ?? 0) > 0;
  const chosenSums = useChosenSums(isSome ? chosen : null);
  const onRow = (row: ViolationRow) => (isSome ? acted : { ...one(row.id), fine: row.fine_fen });
  const bulk = (
    <BulkBar selection={selection} total={total ?? 0} dispatch={dispatch}>
      <StepButtons quiet testId="bulk" onStep={doing.step} onBack={doing.back} />
      <Button kind="quiet" size="small" title="t" data-testid="bulk-tell" onClick={doing.tell}>
        {t("tell.verb")}
      </Button>
      <Button kind="quiet" size="small" data-testid="bulk-seen" onClick={doing.see}>
        {t("seen.mark")}
      </Button>
      <Button kind="quiet" size="small" icon="drivers" data-testid="bulk-give" onClick={doing.give}>
        {t("give.verb")}
      </Button>
      <Button
        kind="quiet"
        size="small"
        icon="exportFile"
        data-testid="bulk-export"
        onClick={() => save(chosen)}
      >
        {t("export")}
      </Button>
    </BulkBar>
  );
  return (
    <Page
      flush
      title={t("title")}
      sub={head.data && t("count", { count: head.data.all, shown: formatCount(head.data.all) })}
      search={{ ...box, placeholder: t("search") }}
      primary={<CheckLink />}
    >
      <div ref={toolbarKeys} className={css.bar} role="toolbar" aria-label={t("filters")}>
        <StageChips search={filters} go={go} />
        <span className="muted">{t("column.state")}</span>
        <StateSegments search={search} go={go} />
        <ViolationFilters search={filters} go={go} latest={latest} />
        <span className={css.end}>
          <ColumnChooser columns={columns} />
          <Button
            kind="quiet"
            size="small"
            icon="exportFile"
            title={t("export")}
            data-testid="export"
            onClick={() => save(null)}
          >
            {t("export")}
          </Button>
        </span>
      </div>
      <Split
        panel={
          search.open !== undefined && (
            <ViolationPanel id={search.open} {...neighbours.moves} onClose={() => go({ open: undefined })} />
          )
        }
      >
        {head.error ? (
          <ErrorState error={asCommandError(head.error)} />
        ) : (
          <DataGrid<ViolationRow>
            label={t("title")}
            list={list}
            head={head}
            rowId={(row) => row.id}
            columns={columns}
            sort={sort}
            onSort={({ column, descending }) =>
              go({ sort: column as ViolationsSearch["sort"], desc: descending || undefined })
            }
            selection={selection}
            onSelection={dispatch}
            openId={search.open}
            onOpen={neighbours.open}
            keys={keysOf((deed, row: ViolationRow) => doing.by(onRow(row))(deed))}
            bulk={bulk}
            empty={<Empty search={search} go={go} found={head.data} />}
            totals={
              head.data && (
                <TotalsRow
                  shown={head.data}
                  filtered={search.q !== "" || FILTERS.isFiltered(search)}
                  undated={hrefOf("violations", { ...search, ...NO_SPAN, month: "", open: undefined })}
                  chosen={chosenSums}
                />
              )
            }
          />
        )}
      </Split>
      {doing.dialog}
    </Page>
  );
}

/** What an action is about: what is chosen, else what is open. */
function actedOn(
  selection: Selection,
  total: number,
  chosen: ViolationSelection,
  open?: string,
): Acted | null {
  const count = selectedCount(selection, total);
  if (count > 0) return { selection: chosen, count };
  return open === undefined ? null : one(open);
}

/** One fine with fen among what is due gives the whole column two places. */
const placesOf = (due: number | undefined): 0 | 2 => (due !== undefined && due % 100 !== 0 ? 2 : 0);

/** The rows above and below the open one, in the list's own order. Where a row `leaves` the list once it was seen,
    those below it move up. */
function useNeighbours(
  list: ListQuery<ViolationWindow>,
  total: number,
  go: Go<ViolationsSearch>,
  leaves: boolean,
) {
  const [at, setAt] = useState<number | null>(null);
  const open = useCallback(
    (row: ViolationRow, index: number) => {
      setAt((before) => (leaves && before !== null && index > before ? index - 1 : index));
      go({ open: row.id });
    },
    [go, leaves],
  );
  const step = (to: number) =>
    void list.load(to, 1).then(({ rows: [row] }) => {
      if (row) open(row, to);
    });
  const moves = {
    onPrevious: at !== null && at > 0 ? () => step(at - 1) : undefined,
    onNext: at !== null && at < total - 1 ? () => step(at + 1) : undefined,
  };
  return { open, moves };
}

/** Nothing matches: how many of vehicles no longer in use do, and the way back. */
function Empty({ search, go, found }: SearchProps & { found?: ViolationWindow }) {
  const { t } = useTranslation(["violations", "common"]);
  const left = found?.among_left ?? 0;
  if (!found?.all && left === 0)
    return <EmptyState title={t("empty.none")} text={t("empty.noneText")} actions={<CheckLink />} />;
  return (
    <EmptyState
      title={t("empty.noMatch")}
      actions={
        <>
          {left > 0 && (
            <Button data-testid="nomatch-left" onClick={() => go({ left: true })}>
              {t("empty.left", { count: left, shown: formatCount(left) })}
            </Button>
          )}
          <Button onClick={() => go({ ...FILTERS.none, q: "" })}>{t("common:action.clearFilters")}</Button>
        </>
      }
      hint={search.q && t("empty.searched", { text: search.q })}
    />
  );
}
