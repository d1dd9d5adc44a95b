import type { Stage } from "@/bindings/Stage";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import type { IconName } from "@/shared/Icon";
import { STEPS, type StepKind } from "./draft";

const ICONS = { told: "clock", handled: "tick", paid: "tick", dropped: "pause" } satisfies Record<
  StepKind,
  IconName
>;

/** What comes next as a rule. */
const NEXT: Partial<Record<Stage, StepKind>> = {
  unclaimed: "told",
  untold: "told",
  told: "handled",
  handled: "paid",
  still_there: "paid",
};

type ButtonsProps = {
  /** Of a single one: what comes next stands out. */
  stage?: Stage;
  quiet?: boolean;
  onStep: (kind: StepKind) => void;
  onBack?: () => void;
  testId: string;
};

/** Its key, for the eye and for screen readers. */
const keyed = (name: string, key: string) => ({ title: `${name} · ${key}`, "aria-keyshortcuts": key });

/** Everything that can be said of violations, one press each. */
export function StepButtons({ stage, quiet = false, onStep, onBack, testId }: ButtonsProps) {
  const { t } = useTranslation("violations");
  return (
    <>
      {STEPS.map((kind, at) => (
        <Button
          key={kind}
          size="small"
          kind={quiet ? "quiet" : stage && NEXT[stage] === kind ? "primary" : undefined}
          icon={ICONS[kind]}
          {...keyed(t(`step.name.${kind}`), String(at + 1))}
          data-testid={`${testId}-${kind}`}
          onClick={() => onStep(kind)}
        >
          {t(`step.name.${kind}`)}
        </Button>
      ))}
      {onBack && (
        <Button
          size="small"
          kind="quiet"
          {...keyed(t("step.name.back"), "0")}
          data-testid={`${testId}-back`}
          onClick={onBack}
        >
          {t("step.name.back")}
        </Button>
      )}
    </>
  );
}
