import { rpc } from "@/host";

export const robotsQuery = { queryKey: ["settings", "robots"], queryFn: () => rpc("robots", {}) };
