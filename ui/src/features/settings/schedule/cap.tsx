import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { planRequest } from "@/features/check";
import { rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { costInText, type Fen, formatFen, parseYuan } from "@/i18n/money";

/** The cap as typed; while nothing was typed or kept, what one whole round costs at most. */
export function useCap(kept: Fen | null, provider: string | null) {
  const [typed, type] = useState<string | null>(null);
  const round = useRound(provider);
  const first = kept ?? round;
  const shown = typed ?? (first === null ? "" : formatFen(first, 2).replaceAll(",", ""));
  const fen = parseYuan(shown);
  return { typed: shown, isTyped: typed !== null, type, round, fen: fen === 0 ? undefined : fen };
}

/** What asking everybody once costs at most; null where nobody knows. */
function useRound(provider: string | null): Fen | null {
  const everybody = planRequest({ fresh: 0, provider: provider ?? undefined }, null, 0);
  const plan = useQuery({
    queryKey: ["vehicles", "check_plan", everybody],
    queryFn: () => rpc("check_plan", everybody),
    // Prices are changed on the page beside this one.
    staleTime: 0,
  });
  const cost = plan.data?.uncapped;
  return cost && cost.unknown === 0 && cost.fen > 0 ? cost.fen : null;
}

/** What the cap does, and what a whole round costs now. */
export function CapHint({ round }: { round: Fen | null }) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  return (
    <>
      {t("schedule.capHint")}{" "}
      {round !== null && t("schedule.capRound", { cost: costInText(round, language) })}
    </>
  );
}
