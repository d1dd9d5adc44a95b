import { rpc } from "@/host";

/** Its first word is the core's tag: fetched again whenever that changes. */
export const updateQuery = { queryKey: ["update"], queryFn: () => rpc("update", {}) };

/** What the buttons of the page begin; one waits for the other. */
export const UPDATING = ["update_step"];
