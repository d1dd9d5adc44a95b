import type { QueryClient } from "@tanstack/react-query";
import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import * as v from "valibot";
import { checkSearch } from "@/features/check/search";
import { driversSearch } from "@/features/drivers/search";
import { GaragePage } from "@/features/garage/GaragePage";
import { garageList } from "@/features/garage/queries";
import { garageSearch } from "@/features/garage/search";
import { overviewSearch } from "@/features/overview/search";
import { settingsSearch } from "@/features/settings/search";
import { stagesQuery, violationList } from "@/features/violations/queries";
import { violationsSearch } from "@/features/violations/search";
import { beginList } from "@/shared/grid/listQuery";
import { Crashed } from "./ErrorBoundary";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";
import { queries } from "./queryClient";

/* Filters live in the address (`validateSearch`), so that Back works and a view can be saved as a link. */
const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: NotFound });
const framed = createRoute({
  getParentRoute: () => root,
  id: "framed",
  component: Frame,
});

const routes = [
  createRoute({
    getParentRoute: () => framed,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/overview" });
    },
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/overview",
    validateSearch: overviewSearch,
    component: lazyRouteComponent(() => import("@/features/overview/OverviewPage"), "OverviewPage"),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/garage",
    validateSearch: garageSearch,
    loader: ({ context, location }) =>
      beginList(context.queries, garageList(v.parse(garageSearch, location.search))),
    component: GaragePage,
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/check",
    validateSearch: checkSearch,
    component: lazyRouteComponent(() => import("@/features/check/CheckPage"), "CheckPage"),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/violations",
    validateSearch: violationsSearch,
    loader: ({ context, location }) => {
      void context.queries.prefetchQuery(stagesQuery);
      return beginList(context.queries, violationList(v.parse(violationsSearch, location.search)));
    },
    component: lazyRouteComponent(() => import("@/features/violations/ViolationsPage"), "ViolationsPage"),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/drivers",
    validateSearch: driversSearch,
    component: lazyRouteComponent(() => import("@/features/drivers/DriversPage"), "DriversPage"),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/reports",
    component: lazyRouteComponent(() => import("@/features/reports/ReportsPage"), "ReportsPage"),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: "/settings",
    validateSearch: settingsSearch,
    component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
  }),
] as const;

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  component: lazyRouteComponent(() => import("@/features/welcome/WelcomePage"), "WelcomePage"),
});

/** The pages by their addresses behind the #. All but the welcome stand in the frame. */
export const router = createRouter({
  routeTree: root.addChildren([framed.addChildren(routes), welcome]),
  history: createHashHistory(),
  defaultPreload: "intent",
  // Pages keep themselves fresh; a loader only begins what its page will ask.
  defaultStaleTime: Number.POSITIVE_INFINITY,
  context: { queries },
  defaultErrorComponent: ({ reset }) => <Crashed onRetry={reset} />,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
