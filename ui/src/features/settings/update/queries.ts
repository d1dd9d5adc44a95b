import { rpc } from "@/host";

/** Its first word is the core's tag: fetched again whenever that changes. */
export const updateQuery = { queryKey: ["update"], queryFn: () => rpc("update", {}) };
