import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { type Answer, type Head, type ListQuery, WINDOW, windowQuery } from "./listQuery";

/** Rows fetched ahead on both sides, so that scrolling seldom meets an empty row. */
const AHEAD = 25;

type Options<Row> = {
  list: ListQuery<Answer<Row>>;
  /** The list's first window. It is the page's, so that its rows and its sums are drawn together. */
  head: Head<Row>;
  first: number;
  last: number;
};

type RowAt<Row> = (index: number) => Row | undefined;

/** A list's rows as far as they are here; `rowAt` gives undefined for one that is on its way. */
export type GridRows<Row> = {
  rowAt: RowAt<Row>;
  /** Rows of a span, fetched where they are not here yet. */
  rowsBetween: (first: number, last: number) => Promise<Row[]>;
  loading: boolean;
  error: unknown;
};

/** The windows of the list that are in view, each one query; old rows stay until new ones are here. */
export function useGridRows<Row>({ list, head, first, last }: Options<Row>): GridRows<Row> {
  const queries = useQueryClient();
  const total = head.data?.total ?? 0;
  const numbers = useMemo(
    () => pagesOf(first - AHEAD, last + AHEAD, total).filter((number) => number > 0),
    [first, last, total],
  );
  const results = useQueries({ queries: numbers.map((number) => windowQuery(list, number)) });
  const windows = new Map(numbers.map((number, at) => [number, results[at]?.data?.rows]));
  windows.set(0, head.data?.rows);
  const here: RowAt<Row> = (index) => windows.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  const loading = !head.data || head.isPlaceholderData || results.some((result) => result.isPending);
  const before = useRef(here);
  const old = before.current;
  if (!loading) before.current = here;
  const rowsBetween = useCallback(
    async (from: number, to: number) => {
      const wanted = pagesOf(from, to, total);
      const pages = await Promise.all(
        wanted.map((number) => queries.ensureQueryData(windowQuery(list, number))),
      );
      const all = pages.flatMap(({ rows }) => rows);
      const start = (wanted[0] ?? 0) * WINDOW;
      return all.slice(from - start, to - start + 1);
    },
    [queries, list, total],
  );
  return {
    rowAt: loading ? (index) => here(index) ?? old(index) : here,
    rowsBetween,
    loading,
    error: head.error ?? results.find((result) => result.error)?.error ?? null,
  };
}

/** The windows that hold the rows of a span. */
export function pagesOf(first: number, last: number, total: number): number[] {
  if (total === 0) return [];
  const from = Math.floor(Math.max(0, first) / WINDOW);
  const to = Math.floor(Math.max(0, Math.min(last, total - 1)) / WINDOW);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
}
