import { useEffect, useRef } from "react";
import { notify, subscribe } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { useBatchSentence } from "./batch/stopWords";

/** Says that a batch has ended to a person who is looking at something else. Draws nothing. */
export function EndNotice() {
  const { t } = useTranslation("check");
  const sentence = useBatchSentence();
  const say = useRef({ t, sentence });
  say.current = { t, sentence };
  useEffect(() => {
    let left = false;
    let stop = () => {};
    void subscribe((event) => {
      if (event.kind !== "ended") return;
      const { t, sentence } = say.current;
      const count = event.progress.new_violations;
      const fresh = count > 0 ? `${t("notice.new", { count, shown: formatCount(count) })}` : "";
      const body = [sentence(event.progress), fresh].filter(Boolean).join(" ");
      void notify(t("notice.title"), body);
    }).then((unsubscribe) => {
      if (left) unsubscribe();
      else stop = unsubscribe;
    });
    return () => {
      left = true;
      stop();
    };
  }, []);
  return null;
}
