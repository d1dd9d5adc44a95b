import type { BatchRow } from "@/bindings/BatchRow";
import type { BatchWindow } from "@/bindings/BatchWindow";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { ColumnChooser, DataGrid, type ListQuery, useGridColumns, useHead } from "@/shared/grid";
import { Toolbar } from "@/shared/Layout";
import { Page } from "@/shared/page/Page";
import { EmptyState, ErrorState } from "@/shared/States";
import type { SearchProps } from "../search";
import { useBatchColumns } from "./batchColumns";

/** The way to the earlier batches. */
export function BatchesLink({ go }: Pick<SearchProps, "go">) {
  const { t } = useTranslation("check");
  return (
    <button
      type="button"
      className="link"
      data-testid="check-batches"
      onClick={() => go({ view: "batches" })}
    >
      {t("batches.title")}
    </button>
  );
}

/** Every batch there was, newest first: what came of it, what it cost, how it ended. */
export function BatchesView({ go }: Pick<SearchProps, "go">) {
  const { t } = useTranslation("check");
  const head = useHead(BATCHES);
  const columns = useGridColumns("batches", useBatchColumns());
  const total = head.data?.total;
  return (
    <Page
      flush
      title={t("batches.title")}
      sub={total === undefined ? undefined : t("batches.count", { count: total, shown: formatCount(total) })}
      primary={
        <button
          type="button"
          className="link"
          data-testid="batches-back"
          onClick={() => go({ view: "plan" })}
        >
          {t("calls.back")}
        </button>
      }
    >
      {head.error ? (
        <ErrorState error={asCommandError(head.error)} />
      ) : (
        <>
          <Toolbar end={<ColumnChooser columns={columns} />}>
            <span className="soft">{t("batches.hint")}</span>
          </Toolbar>
          <DataGrid<BatchRow>
            label={t("batches.title")}
            list={BATCHES}
            head={head}
            rowId={(row) => row.id}
            columns={columns}
            onOpen={(row) => go({ view: "batch", batch: row.id, show: undefined })}
            empty={<EmptyState title={t("batches.none")} text={t("batches.noneText")} />}
          />
        </>
      )}
    </Page>
  );
}

const BATCHES: ListQuery<BatchWindow> = {
  key: ["calls", "batches"],
  load: (offset, limit) => rpc("batches", { offset, limit }),
};
