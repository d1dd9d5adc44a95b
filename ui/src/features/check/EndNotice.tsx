import { notify } from "@/host";
import { useTranslation } from "@/i18n";
import { useEvents } from "@/shared/data/useEvents";
import { useBatchSentence } from "./batch/stopWords";
import { useNews } from "./batch/useNews";

/** Says that a batch has ended to a person who is looking at something else. Draws nothing. */
export function EndNotice() {
  const { t } = useTranslation("check");
  const sentence = useBatchSentence();
  const news = useNews();
  useEvents((event) => {
    if (event.kind !== "ended") return;
    const told = news(event.progress);
    const body = [sentence(event.progress), told && t("notice.told", { told })].filter(Boolean).join("\n");
    void notify(t("notice.title"), body);
  });
  return null;
}
