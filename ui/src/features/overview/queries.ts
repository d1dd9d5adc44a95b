import { queryOptions } from "@tanstack/react-query";
import { rpc } from "@/host";

/* Two queries: the page draws on both vehicles and violations, and each key can begin with one tag only. */
export const overviewQuery = queryOptions({
  queryKey: ["state", "overview"],
  queryFn: () => rpc("overview", {}),
});
