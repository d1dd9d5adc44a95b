import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef } from "react";
import { type Answer, type ListQuery, WINDOW, windowQuery } from "./listQuery";

/** Rows fetched ahead on both sides, so that scrolling seldom meets an empty row. */
const AHEAD = 50;

type Options<Row> = {
  list: ListQuery<Answer<Row>>;
  /** Undefined while it is being counted; the first rows are fetched all the same. */
  total: number | undefined;
  first: number;
  last: number;
};

export type GridRows<Row> = {
  rowAt: (index: number) => Row | undefined;
  /** Rows of a span, fetched where they are not here yet. */
  rowsBetween: (first: number, last: number) => Promise<Row[]>;
  loading: boolean;
  error: unknown;
};

/** The windows of the list that are in view, each one query; old rows stay until new ones are here. */
export function useGridRows<Row>(options: Options<Row>): GridRows<Row> {
  const { list, total, first, last } = options;
  const queries = useQueryClient();
  const before = useRef(new Map<number, Row>());
  const numbers = useMemo(() => pagesOf(first - AHEAD, last + AHEAD, total ?? WINDOW), [first, last, total]);
  const results = useQueries({ queries: numbers.map((number) => windowQuery(list, number)) });
  const rows = new Map<number, Row>();
  results.forEach(({ data }, at) => {
    data?.rows.forEach((row, offset) => {
      rows.set((numbers[at] ?? 0) * WINDOW + offset, row);
    });
  });
  const loading = results.some((result) => result.isPending);
  const shown = loading ? new Map([...before.current, ...rows]) : rows;
  if (!loading) before.current = rows;
  const rowsBetween = useCallback(
    async (from: number, to: number) => {
      const wanted = pagesOf(from, to, total ?? 0);
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
    rowAt: (index) => shown.get(index),
    rowsBetween,
    loading,
    error: results.find((result) => result.error)?.error ?? null,
  };
}

export function pagesOf(first: number, last: number, total: number): number[] {
  if (total === 0) return [];
  const from = Math.floor(Math.max(0, first) / WINDOW);
  const to = Math.floor(Math.max(0, Math.min(last, total - 1)) / WINDOW);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
}
