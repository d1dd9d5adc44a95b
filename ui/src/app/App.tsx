import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";
import "dayjs/locale/zh-cn";
import { useLanguage } from "@/i18n";
import { useShownTheme } from "./preferences";
import { router } from "./router";
import { cssVariables, theme } from "./theme";

/** What every component may count on; tests wrap what they draw in it too. */
export function Surroundings({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  const shown = useShownTheme();
  const locale = useLanguage() === "en" ? "en" : "zh-cn";
  return (
    <QueryClientProvider client={queries}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={shown}>
        <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>{children}</DatesProvider>
      </MantineProvider>
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
