import { notifyManager, QueryClient } from "@tanstack/react-query";

/** The core is on this machine: no network mode, no retry behind the person's back, no refetch on focus. */
export function createQueryClient(): QueryClient {
  // What arrives is drawn at once, not after a timer that a frame may come before.
  notifyManager.setScheduler(queueMicrotask);
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        refetchOnWindowFocus: false,
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** The window's one client; tests make their own. */
export const queries = createQueryClient();
