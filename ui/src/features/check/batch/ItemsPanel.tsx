import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ItemQuery } from "@/bindings/ItemQuery";
import type { ItemRow } from "@/bindings/ItemRow";
import type { ItemWindow } from "@/bindings/ItemWindow";
import type { Progress } from "@/bindings/Progress";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { DataGrid, type ListQuery, useGridColumns, useHead } from "@/shared/grid";
import { goTo, vehicleOf } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import { Segmented } from "@/shared/Segmented";
import { EmptyState } from "@/shared/States";
import css from "../check.module.css";
import { isActive } from "../progress";
import type { SearchProps } from "../search";
import { useItemColumns } from "./itemColumns";

const REFRESH_MS = 1000;

type Show = "all" | "new" | "failed";

function itemQuery(batch: string, show: Show): Omit<ItemQuery, "offset" | "limit"> {
  return { batch, state: show === "failed" ? ["failed", "doubtful"] : [], new_only: show === "new" };
}

/** The rows are those of a moment: they are asked for again while the list is at its top, never under the eye. */
function useRefresh(batch: Progress, atTop: boolean): void {
  const queries = useQueryClient();
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!atTop) return;
    const due = Math.max(0, REFRESH_MS - (performance.now() - last.current));
    const timer = setTimeout(() => {
      last.current = performance.now();
      void queries.invalidateQueries({ queryKey: ["batch", batch.batch] });
    }, due);
    return () => clearTimeout(timer);
  }, [batch, atTop, queries]);
}

/** Vehicle by vehicle, the newest first. */
export function ItemsPanel({ batch, search, go }: SearchProps & { batch: Progress }) {
  const { t } = useTranslation("check");
  const [atTop, setAtTop] = useState(true);
  const show = search.show ?? "all";
  useRefresh(batch, atTop);
  const list = useMemo<ListQuery<ItemWindow>>(
    () => ({
      key: ["batch", batch.batch, show],
      load: (offset, limit) => rpc("batch_items", { ...itemQuery(batch.batch, show), offset, limit }),
    }),
    [batch.batch, show],
  );
  const head = useHead(list);
  const columns = useGridColumns("items", useItemColumns());
  const wrong = batch.failed + batch.doubtful;
  const segments = [
    { value: "all" as const, label: t("items.all") },
    { value: "new" as const, label: t("items.new", { shown: formatCount(batch.new_vehicles) }) },
    { value: "failed" as const, label: t("items.failed", { shown: formatCount(wrong) }) },
  ];
  return (
    <Panel
      className={css.itemsPanel}
      title={t("items.title")}
      aside={atTop || !isActive(batch) ? t("items.newestFirst") : t("items.waits")}
      end={
        <Segmented
          small
          label={t("items.title")}
          value={show}
          segments={segments}
          onChange={(value) => go({ show: value === "all" ? undefined : value })}
        />
      }
    >
      <div
        className={css.items}
        data-testid="batch-items"
        onScrollCapture={(event) => setAtTop((event.target as HTMLElement).scrollTop < 4)}
      >
        <DataGrid<ItemRow>
          label={t("items.title")}
          list={list}
          head={head}
          rowId={(row) => row.vehicle}
          columns={columns}
          onOpen={(row) => {
            goTo(vehicleOf(row.vehicle));
          }}
          empty={<EmptyState title={t("items.none")} />}
        />
      </div>
    </Panel>
  );
}
