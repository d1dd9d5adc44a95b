import { render } from "@testing-library/react";
import type { AppState } from "@/bindings/AppState";
import type { Overview } from "@/bindings/Overview";
import type { Todo } from "@/bindings/Todo";
import type { TodoLine } from "@/bindings/TodoLine";
import type { Totals } from "@/bindings/Totals";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { setHost } from "@/host";
import { createFakeHost, type FakeHost } from "@/host/fake";
import { EVERY_CALL, EVERY_VEHICLE, EVERY_VIOLATION } from "@/shared/data/everything";
import { App } from "./App";
import { followChanges } from "./changes";
import { createQueryClient } from "./queryClient";
import { router } from "./router";

/* Data and doors of the stories. All plates, names and figures are invented. */

const SEEN = Date.parse("2026-03-12T09:13:00+08:00");

export const STATE: AppState = {
  garage: "real",
  vehicles: 186,
  accounts: ["starnet"],
  new_violations: 23,
  doubtful_calls: 5,
  unreadable_calls: 0,
  unwritten_answers: 0,
  unwritten_refusal: null,
  last_check: SEEN,
  spent_fen: 6888,
  spent_unknown: 0,
  month_cap_fen: 20_000,
  running: null,
  resumable: 0,
  problem: null,
  risk: null,
  cut_off_restore: null,
  version: "0.1.0",
  home: "C:\\Cheku",
};

export const TOTALS: Totals = {
  violations: 388,
  unhandled: 95,
  unpaid: 120,
  fines_due_fen: 1_500_000,
  fines_unknown: 7,
  points_waiting: 221,
  points_unknown: 0,
};

export const ROW: ViolationRow = {
  id: "r1",
  vehicle: "v1",
  plate: "苏ED85923",
  plate_type: "52",
  group: null,
  time: "2026-03-11 16:43:10",
  time_text: "2026-03-11 16:43:10",
  place: "中环南路与纺工路口",
  act: "不按红灯信号通行",
  code: "1625",
  fine_fen: 20_000,
  points: 6,
  state: "handled_unpaid",
  driver: "王国平",
  driver_why: "period",
  authority: null,
  online: null,
  city: "嘉兴",
  providers: ["starnet", "luca"],
  first_seen: SEEN,
  last_seen: SEEN,
  repeat: 1,
  is_new: true,
  first_found: false,
  stage: "untold",
  due: null,
  overdue: false,
  payer: null,
  note: null,
};

const source = (provider: string, fine_fen: number | null, place: string) => ({
  provider,
  fine_fen,
  place,
  time: ROW.time,
  act: ROW.act,
  code: ROW.code,
  points: 6,
  state: ROW.state as "handled_unpaid",
  authority: null,
  numbers: {},
  first_seen: SEEN,
  last_seen: SEEN,
  gone_since: null,
});

export const DETAIL: ViolationDetail = {
  row: ROW,
  given: null,
  case: null,
  steps: [],
  receipts: [],
  sources: [source("starnet", null, "<b>嘉兴</b>"), source("luca", 20_000, ROW.place)],
  differing: ["fine"],
  decision_date: null,
  late_fee_fen: null,
};

const line = (kind: TodoLine["kind"], count: number, rows: TodoLine["rows"]): TodoLine => ({
  kind,
  count,
  rows,
  vehicles: null,
  fines_fen: null,
  fines_unknown: 0,
  points: null,
  points_unknown: 0,
  below_unknown: 0,
  late_fee_fen: null,
  free_again: 0,
});
const untold = { rows: "violations" as const, filter: { ...EVERY_VIOLATION, stage: ["untold" as const] } };
const failed = { rows: "vehicles" as const, filter: { ...EVERY_VEHICLE, status: ["failed" as const] } };
const doubtful = { rows: "calls" as const, query: { ...EVERY_CALL, doubtful_only: true } };

export const WHAT_TO_DO: Todo = {
  lines: [
    { ...line("untold", 79, untold), vehicles: 58, fines_fen: 1_462_000, points: 83 },
    line("doubtful", 5, doubtful),
    { ...line("failed", 4, failed), free_again: 2 },
    line("incomplete", 5, { rows: "plan" }),
  ],
  vehicles: 186,
  unanswered: 0,
  violations: 400,
  unpaid: 79,
  last_check: SEEN,
};

export const OVERVIEW: Overview = {
  todo: WHAT_TO_DO,
  vehicles: 186,
  totals: TOTALS,
  due: [],
  unpaid_vehicles: 34,
  statuses: [
    { status: "owing", count: 58 },
    { status: "clean", count: 109 },
    { status: "failed", count: 4 },
    { status: "locked", count: 4 },
  ],
  running: false,
  last_check: null,
  new: { violations: 23, vehicles: 17, fines_fen: 265_000, fines_unknown: 0 },
  new_rows: [ROW],
  calls: {
    calls: 600,
    charged: 575,
    unreadable: 0,
    free: 20,
    doubtful: 5,
    asking: 0,
    lookups: 0,
    cost_fen: 6888,
    cost_unknown: 0,
  },
  months: [{ month: "2026-03", unpaid: 32, paid: 1 }],
  acts: [{ key: ROW.act, count: 27 }],
  places: [],
  cities: [{ key: "", count: 3 }],
};

/** A host that knows a garage of 186 vehicles. */
export function fleetHost(state: Partial<AppState> = {}): FakeHost {
  const host = createFakeHost({
    app_state: () => ({ ...STATE, ...state }),
    overview: () => OVERVIEW,
    settings: () => ({
      month_cap_fen: null,
      fresh_within_hours: 24,
      take_other: false,
      answers_kept_days: 90,
      notice_days: 10,
      fleet_name: "星河车队",
      person: "",
    }),
    providers: () => [],
    choices: () => ({
      groups: [{ key: "冷链", count: 12 }],
      drivers: [],
      statuses: [],
      plate_types: [],
      left: [],
      known_types: [],
    }),
    violations_numbered: ({ text }) => (text === "3205041900000000" ? [ROW] : []),
    drivers: () => ({
      total: 1,
      all: 1,
      totals: TOTALS,
      rows: [{ driver: "王国平", vehicles: 2, left_on: null, totals: TOTALS }],
    }),
    saved_filters: () => [],
    totals: () => ({ vehicles: 186, unanswered: 0, undated: 0, groups: [], ...TOTALS }),
    violations: ({ filter }) => ({
      total: filter.state.length > 0 ? 120 : 400,
      all: 400,
      undated: 0,
      among_left: 0,
      rows: [ROW],
      totals: TOTALS,
    }),
    violation_stages: () => ({ stages: [{ stage: "untold", count: 400 }], overdue: 0 }),
    violation: () => DETAIL,
  });
  setHost(host);
  return host;
}

/** The whole window at an address. */
export async function openWindow(address: string): Promise<void> {
  router.history.push(address);
  const queries = createQueryClient();
  await followChanges(queries);
  render(<App queries={queries} />);
}

/** What a command was asked last. */
export function lastAsked(host: FakeHost, name: string): unknown {
  return host.asked.filter((one) => one.name === name).at(-1)?.request;
}

export const address = (): string => router.history.location.href;
