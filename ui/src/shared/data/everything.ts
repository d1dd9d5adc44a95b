import type { CallQuery } from "@/bindings/CallQuery";
import type { DriverQuery } from "@/bindings/DriverQuery";
import type { VehicleFilter } from "@/bindings/VehicleFilter";
import type { ViolationFilter } from "@/bindings/ViolationFilter";

/* Filters that let everything through; a list's own filter is one of these with a part changed. */

/** Every vehicle in use; those no longer in use are asked for by `left`. */
export const EVERY_VEHICLE: VehicleFilter = {
  vehicle: [],
  left: [],
  search: "",
  status: [],
  group: [],
  driver: [],
  plate_type: [],
  has_new: false,
  stale_hours: null,
  new_this_month: false,
  in_doubt: false,
  due: null,
};

/** Every violation of the vehicles in use; those of the others are asked for by `left`. */
export const EVERY_VIOLATION: ViolationFilter = {
  search: "",
  vehicle: [],
  left: false,
  state: [],
  new_only: false,
  found_in_last_check: false,
  gone_in_last_check: false,
  unknown: [],
  driver: null,
  group: null,
  city: null,
  month: null,
  act: null,
  place: null,
  stage: [],
  overdue: false,
  late_fee: false,
  new_this_month: false,
  span: null,
};

/** Every driver by name, the row of nobody ("") included; a limit of 0 is none. */
export const EVERY_DRIVER: DriverQuery = {
  search: "",
  owing_only: false,
  points_from: null,
  sort: { column: "driver", descending: false },
  offset: 0,
  limit: 0,
};

/** Every call of the ledger; a limit of 0 is none. */
export const EVERY_CALL: CallQuery = {
  doubtful_only: false,
  unreadable_only: false,
  vehicle: null,
  month: null,
  offset: 0,
  limit: 0,
};
