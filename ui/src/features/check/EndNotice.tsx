import { notify } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { useEvents } from "@/shared/data/useEvents";
import { useBatchSentence } from "./batch/stopWords";

/** Says that a batch has ended to a person who is looking at something else. Draws nothing. */
export function EndNotice() {
  const { t } = useTranslation("check");
  const sentence = useBatchSentence();
  useEvents((event) => {
    if (event.kind !== "ended") return;
    const count = event.progress.new_violations;
    const fresh = count > 0 ? `${t("notice.new", { count, shown: formatCount(count) })}` : "";
    const body = [sentence(event.progress), fresh].filter(Boolean).join("\n");
    void notify(t("notice.title"), body);
  });
  return null;
}
