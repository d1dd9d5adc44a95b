import type { RobotOutcome } from "@/bindings/RobotOutcome";
import { useTranslation } from "@/i18n";

/** What came of a message to a group, and what to do: a sentence for settings and notices alike. */
export function useOutcomeWords(): (outcome: RobotOutcome) => string {
  const { t } = useTranslation("common");
  return (outcome) => {
    if (outcome.kind !== "refused") return t(`robot.outcome.${outcome.kind}`);
    const { code, said, mend } = outcome.refusal;
    return t("robot.outcome.refused", { code: String(code), said, mend: t(`robot.mend.${mend}`) });
  };
}
