import { formatWhen } from "@/i18n/dates";
import { formatFen } from "@/i18n/money";
import { NewPill, StatusChip, VEHICLE_STATUSES, type VehicleStatus } from "@/shared/Chip";
import type { GridColumn } from "@/shared/grid";
import type { Answer } from "@/shared/grid/listQuery";
import { MoneyWithUnknown, Nothing } from "@/shared/Money";
import { Plate } from "@/shared/Plate";

export const SAMPLE_SIZE = 10_000;

export type SampleRow = {
  id: string;
  plate: string;
  type: string;
  group: string;
  driver: string;
  status: VehicleStatus;
  fresh: number;
  dueFen: number;
  unknown: number;
  points: number;
  checkedAt: string;
};

const TYPES = ["52", "02", "02", "52", "01"];
const GROUPS = ["城配一队", "城配二队", "冷链", "管理用车"];
const DRIVERS = ["吴阿四", "袁宏伟", "徐建明", "刘长顺", "胡少华", "周建明", "张伟民"];
const pick = <T,>(list: readonly T[], n: number): T => list[n % list.length] as T;

function sampleRow(n: number): SampleRow {
  const type = pick(TYPES, n);
  const digits = String(10_000 + ((n * 7919) % 89_999));
  return {
    id: String(n),
    plate: type === "52" ? `苏ED${digits}` : `苏E${digits}`,
    type,
    group: pick(GROUPS, n),
    driver: pick(DRIVERS, n * 3),
    status: n < 14 ? "owing" : pick(VEHICLE_STATUSES.slice(0, 8), n),
    fresh: n % 4 === 0 ? (n % 3) + 1 : 0,
    dueFen: n < 18 ? 80_000 - n * 4_000 : 0,
    unknown: n % 12 === 5 ? 1 : 0,
    points: (n * 7) % 19,
    checkedAt: new Date().toISOString(),
  };
}

export async function loadSample(offset: number, limit: number): Promise<Answer<SampleRow>> {
  const count = Math.max(0, Math.min(limit, SAMPLE_SIZE - offset));
  return { total: SAMPLE_SIZE, rows: Array.from({ length: count }, (_, step) => sampleRow(offset + step)) };
}

export const loadNone = async (): Promise<Answer<SampleRow>> => ({ total: 0, rows: [] });

export const SAMPLE_COLUMNS: readonly GridColumn<SampleRow>[] = [
  {
    ...{ id: "plate", header: "车牌", width: 114, skeleton: 82, sortable: true },
    render: (row) => <Plate plate={row.plate} plateType={row.type} />,
    text: (row) => row.plate,
  },
  {
    ...{ id: "group", header: "分组", width: 96, priority: 3 },
    render: (row) => <span className="soft">{row.group}</span>,
    text: (row) => row.group,
  },
  { id: "driver", header: "驾驶员", width: 84, render: (row) => row.driver, text: (row) => row.driver },
  {
    ...{ id: "status", header: "状态", width: 104, skeleton: 62 },
    render: (row) => <StatusChip status={row.status} />,
    text: (row) => row.status,
  },
  {
    ...{ id: "fresh", header: "新增", width: 72 },
    render: (row) => <NewPill count={row.fresh} />,
    text: (row) => String(row.fresh || ""),
  },
  {
    ...{ id: "due", header: "待缴罚款（元）", width: 136, align: "end", sortable: true, grow: 1 },
    render: (row) => <MoneyWithUnknown knownFen={row.dueFen} unknown={row.unknown} />,
    text: (row) => formatFen(row.dueFen, 0),
  },
  {
    ...{ id: "points", header: "记分", width: 64, align: "end", sortable: true },
    render: (row) => (row.points === 0 ? <Nothing /> : row.points),
    text: (row) => String(row.points),
  },
  {
    ...{ id: "checked", header: "上次查询", width: 110, align: "end", priority: 2 },
    render: (row) => <span className="soft">{formatWhen(row.checkedAt)}</span>,
    text: (row) => row.checkedAt,
  },
];
