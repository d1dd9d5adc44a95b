import type { AppState } from "@/bindings/AppState";
import type { CallRow } from "@/bindings/CallRow";
import type { ItemRow } from "@/bindings/ItemRow";
import type { Plan } from "@/bindings/Plan";
import type { Progress } from "@/bindings/Progress";
import type { ProviderView } from "@/bindings/ProviderView";
import type { ScheduleView } from "@/bindings/ScheduleView";

/* Invented data for the stories of check, settings and reports. Times are fixed. */

const AT = Date.UTC(2026, 2, 12, 1, 12, 0);

export const PROVIDERS: ProviderView[] = [
  {
    descriptor: {
      id: "starnet",
      name: { zh: "星网查", en: "Starnet" },
      site: "https://www.example.com",
      fields: [
        {
          key: "key",
          kind: { kind: "secret" },
          label: { zh: "接口 KEY", en: "API key" },
          hint: { zh: "个人中心里", en: "In your account" },
          default: null,
        },
        {
          key: "base_url",
          kind: { kind: "origin" },
          label: { zh: "接口域名", en: "API origin" },
          hint: { zh: "一般不用改", en: "Rarely needs changing" },
          default: "https://v.example.com",
        },
        {
          key: "method",
          kind: { kind: "choice", values: ["post", "get"] },
          label: { zh: "请求方式", en: "Method" },
          hint: { zh: "推荐 POST", en: "POST is recommended" },
          default: "post",
        },
      ],
      price: null,
      tiers: [],
      free_calls: 0,
      identified_by: "key",
      secret_for: ["base_url", "path"],
      needs_city: true,
    },
    suggested: [],
    account: {
      values: { base_url: "https://v.example.com", method: "post" },
      prices: [{ from: 1, price: 12 }],
      next_price_fen: 12,
      free_calls: 0,
      free_used: 0,
      charged: 575,
      quota_left: null,
      concurrency: null,
      per_minute: null,
      allow_http: false,
      timeout_seconds: null,
      is_default: true,
      has_secret: true,
      key: "ready",
      wire_address: "https://v.example.com",
    },
  },
  {
    descriptor: {
      id: "luca",
      name: { zh: "路卡", en: "Luca" },
      site: "https://store.example.com",
      fields: [
        {
          key: "base_url",
          kind: { kind: "origin" },
          label: { zh: "接口域名", en: "API origin" },
          hint: { zh: "登录后可见", en: "Shown once logged in" },
          default: null,
        },
        {
          key: "appid",
          kind: { kind: "text" },
          label: { zh: "应用 ID", en: "App ID" },
          hint: { zh: "后台查看", en: "In the console" },
          default: null,
        },
        {
          key: "secret",
          kind: { kind: "secret" },
          label: { zh: "应用密钥", en: "App secret" },
          hint: { zh: "只存入系统钥匙串", en: "Kept in the keychain only" },
          default: null,
        },
      ],
      price: 14,
      tiers: [
        { calls: 100, price: 14 },
        { calls: 500, price: 13 },
      ],
      free_calls: 5,
      identified_by: "appid",
      secret_for: ["base_url", "path", "verification"],
      needs_city: false,
    },
    suggested: [
      { from: 1, price: 14 },
      { from: 101, price: 13 },
    ],
    account: null,
  },
];

export const PLAN: Plan = {
  planned: 186,
  asked: 151,
  skipped_by: {
    fresh: 24,
    locked: 2,
    incomplete: 5,
    city: 0,
    doubtful: 1,
    pending: 0,
    unreadable: 0,
    unsupported: 3,
  },
  skipped: [
    { vehicle: "f1", plate: "苏E9F69Z", plate_type: "02", reason: "fresh", detail: "" },
    { vehicle: "f2", plate: "苏EA85511", plate_type: "52", reason: "fresh", detail: "" },
    { vehicle: "e1", plate: "苏ED37956", plate_type: "52", reason: "engine_missing", detail: "6" },
    { vehicle: "u1", plate: "苏E3293挂", plate_type: "15", reason: "plate_type_unsupported", detail: "" },
    { vehicle: "l1", plate: "苏E35467", plate_type: "01", reason: "locked", detail: "" },
    { vehicle: "d1", plate: "苏ED03951", plate_type: "52", reason: "doubtful", detail: "" },
  ],
  asks: [
    {
      vehicle: "a1",
      plate: "苏ED29539",
      plate_type: "52",
      driver: "吴阿四",
      group: "城配一队",
      provider: "starnet",
    },
    { vehicle: "a2", plate: "苏E5X91C", plate_type: "02", driver: null, group: null, provider: "starnet" },
  ],
  shares: [
    {
      provider: "starnet",
      vehicles: 151,
      instead: 0,
      parts: [{ price_fen: 12, calls: 151 }],
      quota_left: null,
    },
  ],
  at_most: { fen: 1812, unknown: 0 },
  cap_allows: null,
  month_left_fen: 14_792,
  lookups: 0,
  take_other: false,
};

/** A batch in the middle: 151 to ask, 96 done. */
export const RUNNING: Progress = {
  batch: "b37",
  number: 37,
  state: "running",
  providers: ["starnet"],
  started_at: AT,
  ended_at: null,
  planned: 151,
  answered: 91,
  clean: 68,
  owing: 23,
  no_data: 0,
  pending: 0,
  failed: 3,
  locked: 1,
  free_again: 1,
  doubtful: 2,
  elsewhere: 0,
  skipped: 0,
  skipped_by: {
    fresh: 0,
    locked: 0,
    incomplete: 0,
    city: 0,
    doubtful: 0,
    pending: 0,
    unreadable: 0,
    unsupported: 0,
  },
  not_asked: 51,
  asking: 4,
  percent: 63,
  charged: 92,
  unreadable: 0,
  cost: { fen: 1104, unknown: 0 },
  unconfirmed: 2,
  doubtful_cost: { fen: 24, unknown: 0 },
  max_cost_fen: 2000,
  new_violations: 14,
  new_vehicles: 11,
  new_owed: null,
  resumable: 0,
  rate: 1.1,
  limit: 4,
  slowed: false,
  unwritten: null,
  remaining_seconds: 50,
  stopped: null,
};

/** The same batch at its end: 186 = 138 + 3 + 6 + 39. */
export const DONE: Progress = {
  ...RUNNING,
  state: "done",
  ended_at: AT + 178_000,
  planned: 186,
  answered: 138,
  clean: 97,
  owing: 41,
  failed: 6,
  locked: 2,
  free_again: 2,
  doubtful: 3,
  skipped: 39,
  skipped_by: {
    fresh: 24,
    locked: 2,
    incomplete: 5,
    city: 4,
    doubtful: 1,
    pending: 0,
    unreadable: 0,
    unsupported: 3,
  },
  not_asked: 0,
  asking: 0,
  percent: 100,
  charged: 140,
  cost: { fen: 1680, unknown: 0 },
  unconfirmed: 3,
  doubtful_cost: { fen: 36, unknown: 0 },
  new_violations: 23,
  new_vehicles: 17,
  new_owed: { fines_fen: 265_000, fines_unknown: 1, points: 49, points_unknown: 0 },
  remaining_seconds: null,
};

function item(vehicle: string, plate: string, plateType: string, part: Partial<ItemRow>): ItemRow {
  return {
    vehicle,
    plate,
    plate_type: plateType,
    driver: "陈伟民",
    provider: "starnet",
    instead_of: null,
    state: "answered",
    at: AT + 98_000,
    unpaid: 0,
    new_violations: 0,
    reason: null,
    can_retry: false,
    code: null,
    text: null,
    charge: "yes",
    cost_fen: 12,
    took_ms: 800,
    ...part,
  };
}

export const ITEMS: ItemRow[] = [
  item("a1", "苏ED17881", "52", { state: "asked", charge: null, cost_fen: null, took_ms: null }),
  item("a2", "苏EC5J63", "02", {}),
  item("a3", "苏EF90176", "52", { unpaid: 1, new_violations: 1 }),
  item("a4", "苏E0T61N", "02", {
    state: "doubtful",
    reason: "lost",
    charge: "unknown",
    cost_fen: 12,
    took_ms: 30_000,
  }),
  item("a5", "苏ED43314", "52", {
    state: "failed",
    reason: "vehicle_locked",
    code: "225606",
    text: "车辆信息错误 请确认",
  }),
  item("a6", "苏ED53473", "52", {
    state: "failed",
    reason: "provider_busy",
    can_retry: true,
    code: "225603",
    text: "网络错误请重试",
    charge: "no",
    cost_fen: null,
  }),
  item("a7", "苏E54300", "01", {
    state: "failed",
    reason: "provider_busy",
    can_retry: true,
    code: "225603",
    text: "网络错误请重试",
    charge: "no",
    cost_fen: null,
  }),
];

export const CALLS: CallRow[] = [
  {
    id: "c1",
    vehicle: null,
    plate: "苏E0T61N",
    plate_type: "02",
    provider: "starnet",
    asked_at: AT + 68_000,
    settled_at: AT + 98_000,
    state: "doubtful",
    charge: "unknown",
    by_person: false,
    cost_fen: null,
    code: null,
    text: null,
  },
];

export const APP_STATE: AppState = {
  garage: "real",
  vehicles: 186,
  accounts: ["starnet"],
  new_violations: 23,
  doubtful_calls: 1,
  unreadable_calls: 0,
  unwritten_answers: 0,
  unwritten_refusal: null,
  last_check: AT,
  spent_fen: 5208,
  spent_unknown: 0,
  month_cap_fen: 20_000,
  running: null,
  resumable: 0,
  problem: null,
  risk: null,
  cut_off_restore: null,
  version: "0.1.0",
  home: "C:\\Users\\me\\cheku",
};

/** Nothing is checked by itself. */
export const UNSCHEDULED: ScheduleView = {
  schedule: { on: false, at: "07:30", days: [1, 2, 3, 4, 5, 6], provider: null, max_cost_fen: null },
  next_at: null,
  last: null,
  stuck: null,
  hindrance: null,
};
