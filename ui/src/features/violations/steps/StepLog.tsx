import type { KeptStep } from "@/bindings/KeptStep";
import type { Step } from "@/bindings/Step";
import { type Language, useLanguage, useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { fineInText } from "@/i18n/money";
import { cx } from "@/shared/cx";
import { useProviderName } from "@/shared/data/settings";
import css from "../violations.module.css";

/** Who said what when, and what the answers brought; the newest first. What was taken back stays readable. */
export function StepLog({ steps }: { steps: readonly KeptStep[] }) {
  const { t } = useTranslation("violations");
  const provider = useProviderName();
  const say = useStepWords();
  if (steps.length === 0) return <p className={cx(css.log, "muted")}>{t("log.none")}</p>;
  const lines = steps.map((kept, at) => ({ ...kept, at, when: kept.at })).reverse();
  return (
    <ol className={css.log} data-testid="step-log">
      {lines.map(({ step, by, when, taken_back_at: back, at }) => (
        <li key={at} className={cx(back !== null && css.takenBack)}>
          <span>{say(step)}</span>
          <span className="muted">
            {[isOfAnswer(step) ? provider(by) : by, when === null ? t("log.upgrade") : formatFull(when)]
              .filter(Boolean)
              .join(t("comma"))}
            {back !== null && t("log.takenBack", { when: formatFull(back) })}
          </span>
        </li>
      ))}
    </ol>
  );
}

const isOfAnswer = ({ step }: Step) =>
  step === "changed" ||
  step === "verified" ||
  step === "verified_gone" ||
  step === "returned" ||
  step === "still_there";

/** One step as a sentence. */
function useStepWords(): (step: Step) => string {
  const { t } = useTranslation(["violations", "common"]);
  const language = useLanguage();
  const money = moneyIn(language, t("common:money.unknown"));
  return (step) => {
    switch (step.step) {
      case "told":
        return join([t("step.name.told"), step.on, step.how, step.due && t("log.due", { day: step.due })]);
      case "handled":
        return join([t("step.name.handled"), step.on, step.by && t("log.saidBy", { name: step.by })]);
      case "paid":
        return join([
          t("step.name.paid"),
          step.on,
          step.amount !== null && money(step.amount),
          step.payer && t(`payer.${step.payer}`),
          step.driver_part !== null && t("log.driverPart", { amount: money(step.driver_part) }),
          step.agent_fee !== null && t("log.agentFee", { amount: money(step.agent_fee) }),
          step.deducted_month && t("log.deducted", { month: step.deducted_month }),
        ]);
      case "dropped":
        return join([t("step.name.dropped"), step.why]);
      case "changed": {
        const points = (count: number | null) => (count === null ? t("common:money.unknown") : String(count));
        return join([
          t("log.changed"),
          step.fine_from !== step.fine_to &&
            `${t("source.fine")} ${money(step.fine_from)} → ${money(step.fine_to)}`,
          step.points_from !== step.points_to &&
            `${t("source.points")} ${points(step.points_from)} → ${points(step.points_to)}`,
        ]);
      }
      default:
        return t(`log.${step.step}`);
    }
  };
}

const join = (parts: readonly (string | false | null)[]) => parts.filter(Boolean).join(" · ");

const moneyIn = (language: Language, unknown: string) => (fen: number | null) =>
  fen === null ? unknown : fineInText(fen, language);
