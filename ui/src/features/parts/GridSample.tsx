import { useMemo, useState } from "react";
import { Page } from "@/app/Page";
import { Button } from "@/shared/Button";
import { NewPill, StatusChip } from "@/shared/Chip";
import { FilterChip, FilterMenu } from "@/shared/Filter";
import {
  BulkBar,
  ColumnChooser,
  DataGrid,
  type GridSort,
  useGridColumns,
  useHead,
  useSelection,
} from "@/shared/grid";
import { SidePanel, SideSection, Split, Toolbar } from "@/shared/Layout";
import { Facts } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { EmptyState } from "@/shared/States";
import { loadNone, loadSample, SAMPLE_COLUMNS, SAMPLE_SIZE, type SampleRow } from "./sample";

/** The DataGrid over 10,000 invented vehicles, in the frame. */
export function GridSample() {
  const columns = useGridColumns("sample", SAMPLE_COLUMNS);
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<GridSort>({ column: "due", descending: true });
  const [open, setOpen] = useState<SampleRow | null>(null);
  const [onlyNew, setOnlyNew] = useState(false);
  const list = useMemo(
    () => ({ key: ["sample", search, sort], load: search === "none" ? loadNone : loadSample }),
    [search, sort],
  );
  const head = useHead(list);
  const [selection, dispatch] = useSelection(search);
  const total = head.data?.total ?? 0;
  const bulk = (
    <BulkBar selection={selection} total={total} dispatch={dispatch}>
      <Button kind="quiet" size="small" icon="check">
        查询
      </Button>
      <Button kind="quiet" size="small" icon="trash">
        删除
      </Button>
    </BulkBar>
  );
  return (
    <Page
      flush
      title="车库"
      sub={`${SAMPLE_SIZE} 辆`}
      search={{ value: search, onChange: setSearch }}
      primary={
        <Button kind="primary" icon="check">
          查询
        </Button>
      }
    >
      <Toolbar
        end={
          <>
            <ColumnChooser columns={columns} />
            <Button size="small" icon="plus">
              添加车辆
            </Button>
          </>
        }
      >
        <FilterMenu label="分组" chosen={null} values={[]} options={[]} onChange={() => {}} />
        <FilterChip label="有新增" on={onlyNew} onChange={setOnlyNew} />
      </Toolbar>
      <Split panel={open && <Detail row={open} onClose={() => setOpen(null)} />}>
        <DataGrid
          label="车库"
          list={list}
          head={head}
          rowId={(row: SampleRow) => row.id}
          columns={columns}
          sort={sort}
          onSort={setSort}
          selection={selection}
          onSelection={dispatch}
          openId={open?.id}
          onOpen={setOpen}
          bulk={bulk}
          empty={<EmptyState title="没有符合条件的车" />}
          totals={
            <span>
              筛出 <b>{total}</b> 辆
            </span>
          }
        />
      </Split>
    </Page>
  );
}

function Detail({ row, onClose }: { row: SampleRow; onClose: () => void }) {
  const heading = (
    <>
      <Plate plate={row.plate} plateType={row.type} size="l" />
      <div className="row" style={{ marginTop: 10 }}>
        <StatusChip status={row.status} />
        <NewPill count={row.fresh} />
      </div>
    </>
  );
  return (
    <SidePanel label={row.plate} heading={heading} onClose={onClose}>
      <SideSection title="资料">
        <Facts
          rows={[
            ["驾驶员", row.driver],
            ["分组", row.group],
          ]}
        />
      </SideSection>
    </SidePanel>
  );
}
