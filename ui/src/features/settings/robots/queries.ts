import { rpc } from "@/host";

/** The group robots, one of each vendor, and how each stands. */
export const robotsQuery = { queryKey: ["settings", "robots"], queryFn: () => rpc("robots", {}) };
