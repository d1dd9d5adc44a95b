import { notify } from "@/host";
import { useTranslation } from "@/i18n";
import { useEvents } from "@/shared/data/useEvents";
import { showToast } from "@/shared/toast";
import { useFailureWords } from "./failure";

/** Says that the day's own check could not begin, wherever a person is looking. Draws nothing. */
export function ScheduleNotice() {
  const { t } = useTranslation("check");
  const failureWords = useFailureWords();
  useEvents((event) => {
    if (event.kind !== "scheduled") return;
    const said = failureWords(event.outcome);
    if (!said) return;
    const title = t("scheduled.notice");
    const body = t("scheduled.noticeText", { why: said.title, next: said.next });
    void notify(title, body);
    showToast(`${title}${t("colon")}${body}`);
  });
  return null;
}
