import {
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";

/** Rows fetched together. */
export const WINDOW = 100;

/** A window of a list. The core sends the sums of all that match along with every one. */
export type Answer<Row> = { rows: readonly Row[] };

/** How a list as filtered and sorted by the core is asked for. Stays the same while they do. */
export type ListQuery<A> = {
  /** Begins with the tag that the core names when the list changes; holds filter and sort. */
  key: QueryKey;
  load: (offset: number, limit: number) => Promise<A>;
};

export const windowQuery = <A>({ key, load }: ListQuery<A>, number: number) =>
  queryOptions({
    queryKey: [...key, "window", number],
    queryFn: () => load(number * WINDOW, WINDOW),
  });

/** Sums over all that match, from the first window's answer; those of the list before stay until it is here. */
export function useHead<A>(list: ListQuery<A>) {
  return useQuery({ ...windowQuery(list, 0), placeholderData: keepPreviousData });
}

/** Asks before the page is drawn, so that it can begin with its rows. What fails is asked again by the page. */
export function beginList<A>(queries: QueryClient, list: ListQuery<A>): void {
  void queries.prefetchQuery(windowQuery(list, 0));
}
