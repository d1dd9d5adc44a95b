import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Span } from "@/bindings/Span";
import { rpc } from "@/host";

/* Two queries: the page draws on both vehicles and violations, and each key can begin with one tag only. */
export const overviewQuery = queryOptions({
  queryKey: ["state", "overview"],
  queryFn: () => rpc("overview", {}),
});

/** What takes the place of the same figures when days are chosen. */
export const spanQuery = (span: Span | null) =>
  queryOptions({
    queryKey: ["violations", "span", span],
    queryFn: () => (span ? rpc("span_overview", span) : null),
    placeholderData: keepPreviousData,
  });
