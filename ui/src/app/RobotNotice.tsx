import { useTranslation } from "@/i18n";
import { useEvents } from "@/shared/data/useEvents";
import { useOutcomeWords } from "@/shared/robots";
import { showToast } from "@/shared/toast";

/** Says that a group was not told, wherever a person is looking. Draws nothing. */
export function RobotNotice() {
  const { t } = useTranslation("common");
  const words = useOutcomeWords();
  useEvents((event) => {
    if (event.kind !== "robot_failed") return;
    const robot = t(`robot.kind.${event.robot}`);
    showToast(t("robot.failed", { robot, what: words(event.outcome) }));
  });
  return null;
}
