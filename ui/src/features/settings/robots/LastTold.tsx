import type { RobotView } from "@/bindings/RobotView";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { useOutcomeWords } from "@/shared/robots";

/** The last message and what came of it, in the vendor's own words where it refused. */
export function LastTold({ kept }: { kept: RobotView }) {
  const { t } = useTranslation("settings");
  const words = useOutcomeWords();
  if (!kept.last) return null;
  const { at, outcome } = kept.last;
  const isTaken = outcome.kind === "taken";
  return (
    <p
      className={isTaken ? "muted" : undefined}
      role="status"
      data-testid={`robot-${kept.kind}-last`}
      data-outcome={outcome.kind}
    >
      {t("robots.last", { at: formatWhen(at), what: words(outcome) })}
    </p>
  );
}
