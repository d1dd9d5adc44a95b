import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ChosenSums } from "@/bindings/ChosenSums";
import type { Selection } from "@/bindings/Selection";
import { rpc } from "@/host";

/** What the ticked vehicles come to; null while none is. */
export function useChosenSums(chosen: Selection | null): ChosenSums | null {
  const sums = useQuery({
    queryKey: ["vehicles", "sum", chosen],
    queryFn: () => (chosen ? rpc("vehicles_sum", chosen) : null),
    placeholderData: keepPreviousData,
  });
  return (chosen && sums.data) ?? null;
}
