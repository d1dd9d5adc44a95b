import type { DueStep } from "@/bindings/DueStep";
import { notify, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { useEvents } from "@/shared/data/useEvents";
import { useBatchSentence } from "./batch/stopWords";
import { useNews } from "./batch/useNews";

/** Says that a batch has ended, and what runs out, to a person who is looking at something else. Draws nothing. */
export function EndNotice() {
  const { t } = useTranslation("check");
  const sentence = useBatchSentence();
  const news = useNews();
  /** What is over and what runs out within a week; nothing where nothing does, or where it cannot be read. */
  const dueLine = async (): Promise<string | undefined> => {
    const near = await rpc("due_dates", { within: 7, offset: 0, limit: 1 }).catch(() => null);
    if (!near || near.total === 0) return undefined;
    const of = (step: DueStep) => near.counts.find((one) => one.step === step)?.count ?? 0;
    return t("notice.due", { over: formatCount(of("overdue")), week: formatCount(of("within_7")) });
  };
  useEvents((event) => {
    if (event.kind !== "ended") return;
    const told = news(event.progress);
    const said = [sentence(event.progress), told && t("notice.told", { told })];
    void dueLine().then((due) => notify(t("notice.title"), [...said, due].filter(Boolean).join("\n")));
  });
  return null;
}
