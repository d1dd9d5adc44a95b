import type { DueStep } from "@/bindings/DueStep";
import type { DueView } from "@/bindings/DueView";
import { useLanguage } from "@/i18n";
import { Chip, type Tone } from "@/shared/Chip";
import { dueDays } from "@/shared/due";
import type { IconName } from "@/shared/Icon";

const LOOKS: Record<DueStep, { tone: Tone; icon: IconName }> = {
  overdue: { tone: "failed", icon: "attention" },
  within_7: { tone: "owing", icon: "clock" },
  within_30: { tone: "info", icon: "clock" },
  within_60: { tone: "quiet", icon: "clock" },
  later: { tone: "quiet", icon: "tick" },
};

/** How near a due date is, by word, sign and colour. */
export function DueTag({ due }: { due: DueView }) {
  return <Chip {...LOOKS[due.step]}>{dueDays(useLanguage(), due)}</Chip>;
}
