import { queryOptions } from "@tanstack/react-query";
import type { CheckRequest } from "@/bindings/CheckRequest";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import { rpc } from "@/host";
import type { ListQuery } from "@/shared/grid/listQuery";
import { toFilter, toSort } from "./filter";
import type { GarageSearch } from "./search";

/** The first part of each key is the core's change tag: what changes is fetched again by itself. */
export const choicesQuery = queryOptions({
  queryKey: ["vehicles", "choices"],
  queryFn: () => rpc("choices", {}),
});

/** One vehicle for the side panel, with its last violations and questions and its drivers. */
export const vehicleQuery = (id: string) =>
  queryOptions({ queryKey: ["vehicles", "one", id], queryFn: () => rpc("vehicle", { id }) });

/** A vehicle's details as its form begins with them. */
export const formQuery = (id: string) =>
  queryOptions({
    queryKey: ["vehicles", "form", id],
    queryFn: () => rpc("vehicle_form", { id }),
    // A form begins with what is in the garage now, never with what was there last time.
    gcTime: 0,
  });

const ASK_ONE: Omit<CheckRequest, "selection"> = {
  except: [],
  provider: null,
  fresh_within_hours: null,
  max_cost_fen: null,
  include_doubtful: false,
  take_other: null,
  concurrency: null,
  rate: null,
};

/** What asking about one vehicle would cost at most; prices change in the settings, so it is asked anew. */
export const planOneQuery = (id: string) =>
  queryOptions({
    queryKey: ["vehicles", "plan", id],
    queryFn: () => rpc("check_plan", { ...ASK_ONE, selection: { kind: "ids", ids: [id] } }),
    staleTime: 0,
  });

/** The list as the address asks for it. */
export function garageList(search: GarageSearch): ListQuery<VehicleWindow> {
  const [filter, sort] = [toFilter(search), toSort(search)];
  return {
    key: ["vehicles", "rows", filter, sort],
    load: (offset, limit) => rpc("vehicles", { filter, sort, offset, limit }),
  };
}
