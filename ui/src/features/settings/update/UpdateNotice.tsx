import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "@/i18n";
import { useEvents } from "@/shared/data/useEvents";
import { showToast } from "@/shared/toast";
import { updateQuery } from "./queries";

/** A newer version that the program found by itself is told once, and nobody is held up. */
export function UpdateNotice() {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const told = useRef("");
  useEvents(async (event) => {
    if (event.kind !== "changed" || !event.tags.includes("update")) return;
    const { stage } = await queries.fetchQuery(updateQuery);
    if (stage.stage !== "found" || stage.version === told.current) return;
    told.current = stage.version;
    showToast(t("update.told", { version: stage.version }));
  });
  return null;
}
