import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { closeWindow, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { appStateQuery, useAppState } from "@/shared/data/appState";
import { useEvents } from "@/shared/data/useEvents";
import { useSetAside } from "./unwritten";

type Stage = "open" | "asked" | "ending";

/**
 * Asks before the window goes while a batch runs or paid answers are unwritten: closing
 * at once would leave them doubtful. It closes by itself when nothing is open any more.
 */
export function Closing() {
  const { t } = useTranslation();
  const [stage, setStage] = useState<Stage>("open");
  const state = useAppState();
  const queries = useQueryClient();
  useEvents((event) => {
    if (event.kind !== "close_asked") return;
    // Decided by what the core says now, not by what the page remembers.
    void queries
      .refetchQueries(appStateQuery)
      .then(() => setStage((now) => (now === "ending" ? now : "asked")));
  });
  const isRunning = Boolean(state?.running);
  const unwritten = state?.unwritten_answers ?? 0;
  const isOver = state !== undefined && !isRunning && unwritten === 0;
  useEffect(() => {
    if (stage !== "open" && isOver) void closeWindow();
  }, [stage, isOver]);
  // The window closes by itself once nothing waits.
  const aside = useSetAside(unwritten);
  const stay = () => setStage("open");
  const end = () => {
    setStage("ending");
    // A batch that has ended meanwhile needs no order.
    if (isRunning) rpc("check_cancel", {}).catch(() => {});
  };
  const waiting = state?.unwritten_refusal ? "refused" : "unwritten";
  const part = !isRunning && unwritten > 0 ? waiting : stage === "ending" ? "ending" : "running";
  const foot = (
    <>
      {(part !== "running" || stage === "ending") && (
        <Button kind="danger" data-testid="close-now" onClick={() => void closeWindow()}>
          {t("closing.now")}
        </Button>
      )}
      <Button data-autofocus data-testid="close-not" onClick={stay}>
        {t(part === "running" ? "closing.goOn" : "closing.stay")}
      </Button>
      {part === "refused" && (
        <Button
          kind="primary"
          data-testid="close-aside"
          disabled={aside.isPending}
          onClick={() => aside.mutate()}
        >
          {t("closing.aside")}
        </Button>
      )}
      {part === "running" && (
        <Button kind="primary" data-testid="close-after" onClick={end}>
          {t("closing.after")}
        </Button>
      )}
    </>
  );
  return (
    <Dialog
      opened={stage !== "open"}
      title={t(`closing.${part}.title`)}
      onClose={stay}
      foot={foot}
      width={460}
    >
      <p className="soft" data-testid="closing" data-part={part}>
        {t(`closing.${part}.text`, { count: unwritten })}
      </p>
    </Dialog>
  );
}
