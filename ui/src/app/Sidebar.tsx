import { useRouterState } from "@tanstack/react-router";
import { useAppState, useCheckPercent } from "@/shared/data/appState";
import { SidebarLook } from "./SidebarLook";

/** The sidebar with the facts of the moment; `here` is the page's name out of the address. */
export function Sidebar() {
  const here = useRouterState({ select: ({ location }) => location.pathname.split("/")[1] });
  return <SidebarLook here={here} state={useAppState()} percent={useCheckPercent()} />;
}
