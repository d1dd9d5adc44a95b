import { useQuery } from "@tanstack/react-query";
import type { Plan } from "@/bindings/Plan";
import { checkSelection, useCostWords } from "@/features/check";
import { asCommandError } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { explain } from "@/i18n/errors";
import { Button } from "@/shared/Button";
import { planOneQuery } from "../queries";

/** Asks about one vehicle: first what it costs at most, or why it cannot be asked. */
export function OnlyThisOne({ id }: { id: string }) {
  const { t } = useTranslation("garage");
  const language = useLanguage();
  const plan = useQuery(planOneQuery(id));
  const start = () => checkSelection({ kind: "ids", ids: [id] }, { fresh: 0 });
  return (
    <>
      <Button icon="check" data-testid="panel-check" onClick={start}>
        {t("panel.onlyThis")}
      </Button>
      <span className="soft" data-testid="panel-cost">
        {plan.data && <AtMost plan={plan.data} />}
        {plan.error && explain(asCommandError(plan.error), language).title}
      </span>
    </>
  );
}

function AtMost({ plan }: { plan: Plan }) {
  const { t } = useTranslation(["garage", "check"]);
  const cost = useCostWords();
  const skipped = plan.skipped[0];
  if (plan.asked === 0) return skipped ? t(`check:reason.${skipped.reason}`) : t("panel.notAsked");
  return t("panel.atMost", { cost: cost(plan.at_most) });
}
