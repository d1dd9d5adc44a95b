import { QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { followDays } from "./changes";
import { createQueryClient } from "./queryClient";

afterEach(() => vi.useRealTimers());

it("fetches everything again once a new day has begun in China, and not before", async () => {
  // 23:58 there.
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 10, 15, 58) });
  const queries = createQueryClient();
  const overdue = vi.fn(async () => 1);
  const leave = new QueryObserver(queries, {
    queryKey: ["violations", "stages"],
    queryFn: overdue,
  }).subscribe(() => {});
  const stop = followDays(queries);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(overdue).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(overdue).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(overdue).toHaveBeenCalledTimes(2);
  stop();
  leave();
});
