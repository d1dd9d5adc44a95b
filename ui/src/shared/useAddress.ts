import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { PageName } from "./links";
import { useLatest } from "./stable";

/** Changes a part of the address. */
export type Go<Search> = (part: Partial<Search>) => void;

/** What the address keeps of a page, and the way to change a part of it. */
export type Address<Search> = { search: Search; go: Go<Search> };

/**
 * The address of the page that calls it, as its route's schema reads it. `isStep` tells which changes
 * Back takes back, and which only write over the address.
 */
export function useAddress<Search extends object>(
  page: PageName,
  isStep: (part: Partial<Search>) => boolean,
): Address<Search> {
  const search: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const latestIsStep = useLatest(isStep);
  const go = useCallback<Go<Search>>(
    (part) =>
      void navigate({
        to: `/${page}`,
        // Upon the address as it is now: what is drawn may be older by a change or two.
        search: ((before: Search) => ({ ...before, ...part })) as never,
        replace: !latestIsStep()(part),
      }),
    [navigate, page, latestIsStep],
  );
  return { search: search as Search, go };
}
