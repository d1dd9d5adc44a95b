import { MantineProvider } from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { LanguageProvider } from "@/i18n/LanguageProvider";
import { useShownTheme } from "./preferences";
import { router } from "./router";
import { cssVariables, theme } from "./theme";

/** What every component may count on; tests wrap what they draw in it too. */
export function Surroundings({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  const shown = useShownTheme();
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={shown}>
          {children}
        </MantineProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

export function App({ queries }: { queries: QueryClient }) {
  return (
    <Surroundings queries={queries}>
      <RouterProvider router={router} />
    </Surroundings>
  );
}
