import type { ImportPreview } from "@/bindings/ImportPreview";
import type { Totals } from "@/bindings/Totals";
import type { VehicleRow } from "@/bindings/VehicleRow";
import type { VehicleWindow } from "@/bindings/VehicleWindow";

export const TOTALS: Totals = {
  violations: 5,
  unhandled: 5,
  unpaid: 5,
  fines_due_fen: 80_000,
  fines_unknown: 0,
  points_waiting: 18,
  points_unknown: 0,
};

/** An invented vehicle. */
export function vehicleRow(id: string, plate: string, part: Partial<VehicleRow> = {}): VehicleRow {
  return {
    vehicle: {
      id,
      plate,
      plate_type: plate.length === 8 ? "52" : "02",
      vin: "LZWACAGA5R6028416",
      engine: null,
      city_code: null,
      owner: null,
      group: "城配一队",
      driver: "吴阿四",
      note: null,
      provider: null,
    },
    left: null,
    left_on: null,
    status: "owing",
    checked_at: Date.UTC(2026, 2, 12, 1, 12),
    checked_by: null,
    totals: TOTALS,
    new_violations: 3,
    reason: null,
    reason_code: null,
    reason_text: null,
    next_due: null,
    ...part,
  };
}

export function vehicleWindow(rows: VehicleRow[], all = rows.length): VehicleWindow {
  const unanswered = rows.filter((row) => row.checked_at === null).length;
  return { total: rows.length, all, rows, totals: TOTALS, new_violations: 3, unanswered, among_left: 0 };
}

/** A pasted sheet of three rows: one good, one with a wrong plate, one with a doubtful VIN. */
export const PREVIEW: ImportPreview = {
  rows: 3,
  passed_over: 0,
  hidden: 0,
  passed_over_rows: [],
  added: 1,
  updated: 1,
  unchanged: 0,
  driver_changes: 0,
  leaving: 0,
  due_dates: 0,
  suggested_types: 2,
  suggested_cities: [{ key: "江苏省 苏州市", count: 2 }],
  rejected: [
    {
      sheet: "",
      repeats_in: null,
      readings: [],
      row: 3,
      column: "车号",
      code: "plate_serial",
      value: "苏E·8K3O2",
      text: "苏E·8K3O2",
      plate: "",
      repeats: null,
    },
  ],
  warnings: [
    {
      sheet: "",
      repeats_in: null,
      readings: [],
      row: 4,
      column: "大架号",
      code: "vin_check_digit",
      value: "LGAX3BG40P1007731",
      text: "LGAX3BG40P1007731",
      plate: "",
      repeats: null,
    },
    {
      sheet: "",
      repeats_in: null,
      readings: [],
      row: 1,
      column: "保险到期",
      code: "column_ignored",
      value: "保险到期",
      text: "保险到期",
      plate: "",
      repeats: null,
    },
  ],
  sheets: [
    {
      sheet: { name: "", rows: 3, left_out: null },
      can_be_taken: true,
      headings: ["车号", "大架号", "保险到期"],
      mapping: ["plate", "vin", null],
      rows: [
        {
          row: 3,
          change: "rejected",
          cells: ["苏E·8K3O2", "LJ11KAAC5N8009263", "2026-05-20"],
          plate: null,
          plate_type: null,
          suggested: false,
          hidden: false,
        },
        {
          row: 2,
          change: "added",
          cells: ["苏EF90176", "LZWACAGA2R6018832", "2026-01-14"],
          plate: "苏EF90176",
          plate_type: "52",
          suggested: true,
          hidden: false,
        },
        {
          row: 4,
          change: "updated",
          cells: ["苏EJ5V53", "LGAX3BG40P1007731", "2026-07-11"],
          plate: "苏EJ5V53",
          plate_type: "02",
          suggested: true,
          hidden: false,
        },
      ],
    },
  ],
};
