import type { AnyRouter } from "@tanstack/react-router";
import { PAGES } from "@/shared/links";

const KEY = "cheku.lastView";
/** Parts of an address that a start does without: what begins something, and what was looked for last time. */
const BEGINNINGS = ["edit", "import", "q", "who"];

/** The address that the window was left at, without what was half done; null for none that is known. */
export function cleanView(kept: string | null): string | null {
  const [, page, asked = ""] = /^#\/([a-z]+)(?:\?(.*))?$/.exec(kept ?? "") ?? [];
  if (!PAGES.some((name) => name === page)) return null;
  const search = new URLSearchParams(asked);
  for (const key of BEGINNINGS) search.delete(key);
  return search.size > 0 ? `#/${page}?${search}` : `#/${page}`;
}

/** Goes where the window was left, unless it was opened at an address. Before the router reads it. */
export function returnToLastView(): void {
  const view = cleanView(localStorage.getItem(KEY));
  if (view !== null && window.location.hash === "") window.history.replaceState(null, "", view);
}

/** Keeps every page that was drawn. */
export function followViews(router: AnyRouter): void {
  router.subscribe("onResolved", () => localStorage.setItem(KEY, window.location.hash));
}
