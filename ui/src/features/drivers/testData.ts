import { TOTALS } from "@/app/stories";
import type { DriverDetail } from "@/bindings/DriverDetail";

/** A driver of whom nothing was entered. Invented. */
export const NOBODY_YET: DriverDetail = {
  row: { driver: "王国平", vehicles: 2, left_on: null, totals: TOTALS },
  licence_since: null,
  note: null,
  phone: null,
  licence_tail: null,
  licence_until: null,
  left_on: null,
  cycle: null,
  vehicles: [],
  periods: [],
};
