import {
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import { withTimeout } from "../withTimeout";

/** Rows fetched together: what a screen shows and some more. */
export const WINDOW = 60;

/** A window of a list. The core sends the count and the sums of all that match along with every one. */
export type Answer<Row> = { rows: readonly Row[]; total: number };

/** How a list as filtered and sorted by the core is asked for. Stays the same while they do. */
export type ListQuery<A> = {
  /** Begins with the tag that the core names when the list changes; holds filter and sort. */
  key: QueryKey;
  load: (offset: number, limit: number) => Promise<A>;
};

/** One window of a list: `WINDOW` rows from `number` times as many on. */
export const windowQuery = <A>({ key, load }: ListQuery<A>, number: number) =>
  queryOptions({
    queryKey: [...key, "window", number],
    queryFn: () => load(number * WINDOW, WINDOW),
  });

/** The first window and what comes with it; those of the list before stay until they are here. */
export function useHead<A>(list: ListQuery<A>) {
  return useQuery({ ...windowQuery(list, 0), placeholderData: keepPreviousData });
}

/** What a grid needs of `useHead`. */
export type Head<Row> = { data?: Answer<Row>; isPlaceholderData: boolean; error: unknown };

/** Asks for what is about to be shown. */
export function useAskAhead<Search, A>(listOf: (search: Search) => ListQuery<A>) {
  const queries = useQueryClient();
  return useCallback((search: Search) => beginList(queries, listOf(search)), [queries, listOf]);
}

/** Drawing a page without its facts takes longer than most answers: so long it waits for them. */
const WORTH_WAITING_MS = 80;

/** Asks for the first rows of a list, so that its page can be drawn once, with them. */
export async function beginList<A>(queries: QueryClient, list: ListQuery<A>): Promise<void> {
  await withTimeout(queries.prefetchQuery(windowQuery(list, 0)), WORTH_WAITING_MS);
}
