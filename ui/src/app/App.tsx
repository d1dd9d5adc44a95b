import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LanguageProvider } from "@/i18n/LanguageProvider";
import { router } from "./router";

/** What every component may count on; tests wrap what they draw in it too. */
export function Surroundings({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>{children}</LanguageProvider>
    </QueryClientProvider>
  );
}

/** The whole page, with what every component may count on around it. */
export function App({ queries }: { queries: QueryClient }) {
  return (
    <Surroundings queries={queries}>
      <RouterProvider router={router} />
    </Surroundings>
  );
}
