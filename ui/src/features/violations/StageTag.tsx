import { memo } from "react";
import type { Stage } from "@/bindings/Stage";
import { useTranslation } from "@/i18n";
import { Chip, type Tone } from "@/shared/Chip";
import type { IconName } from "@/shared/Icon";

type Look = { tone: Tone; icon: IconName };

/** How far violations got at this desk, the most pressing first. */
const LOOKS = {
  still_there: { tone: "failed", icon: "attention" },
  unclaimed: { tone: "doubtful", icon: "question" },
  untold: { tone: "owing", icon: "attention" },
  told: { tone: "info", icon: "clock" },
  handled: { tone: "info", icon: "tick" },
  paid: { tone: "passed", icon: "tick" },
  dropped: { tone: "quiet", icon: "pause" },
  verified_gone: { tone: "quiet", icon: "dash" },
  verified: { tone: "clean", icon: "tick" },
} satisfies Record<Stage, Look>;

const OVERDUE: Look = { tone: "failed", icon: "clock" };

/** The stage at a glance; one that was told and whose day is over says so instead. */
export const StageTag = memo(function StageTag({ stage, overdue }: { stage: Stage; overdue: boolean }) {
  const { t } = useTranslation("violations");
  if (overdue) return <Chip {...OVERDUE}>{t("stage.overdue")}</Chip>;
  return <Chip {...LOOKS[stage]}>{t(`stage.${stage}`)}</Chip>;
});
