import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ItemState } from "@/bindings/ItemState";
import type { Progress } from "@/bindings/Progress";
import { rpc } from "@/host";

const LIMIT = 500;

/** Items of one batch in some states; a batch that has ended does not change any more. */
export function useItems(batch: Progress, state: ItemState) {
  return useQuery({
    queryKey: ["batch_done", batch.batch, batch.ended_at, state],
    queryFn: () =>
      rpc("batch_items", { batch: batch.batch, state: [state], new_only: false, offset: 0, limit: LIMIT }),
    placeholderData: keepPreviousData,
  });
}
