import { useQuery } from "@tanstack/react-query";
import type { CheckRequest } from "@/bindings/CheckRequest";
import { checkSelection, useCostWords } from "@/features/check";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";

const ANEW: Omit<CheckRequest, "selection"> = {
  except: [],
  provider: null,
  fresh_within_hours: 0,
  max_cost_fen: null,
  include_doubtful: false,
  take_other: null,
  concurrency: null,
  rate: null,
};

/** 「重新查询（最多 ¥0.13）」: leads to the plan of these vehicles alone; nothing is asked before it is confirmed there. */
export function AskAgain({ vehicles, onLeave }: { vehicles: string[]; onLeave: () => void }) {
  const { t } = useTranslation("reports");
  const cost = useCostWords();
  const selection = { kind: "ids" as const, ids: vehicles };
  const plan = useQuery({
    queryKey: ["vehicles", "plan", "clearance", vehicles],
    queryFn: () => rpc("check_plan", { ...ANEW, selection }),
    enabled: vehicles.length > 0,
    staleTime: 0,
  }).data;
  if (vehicles.length === 0) return null;
  const ask = () => {
    onLeave();
    checkSelection(selection, { fresh: 0 });
  };
  return (
    <Button icon="check" data-testid="clearance-ask" onClick={ask}>
      {plan && plan.asked > 0 ? t("clearance.askAtMost", { cost: cost(plan.at_most) }) : t("clearance.ask")}
    </Button>
  );
}
