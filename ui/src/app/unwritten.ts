import { useMutation, useQueryClient } from "@tanstack/react-query";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { appStateQuery } from "@/shared/data/appState";
import { showError } from "@/shared/runCommand";
import { showToast, showWritten } from "@/shared/toast";

/** Writes the answers that wait at once, if the garage takes them now. */
export function useRetry() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => rpc("unwritten_retry", {}),
    onSuccess: () => showToast(t("unwritten.written")),
    onError: showError,
    onSettled: () => queries.invalidateQueries({ queryKey: appStateQuery.queryKey }),
  });
}

/** Puts the answers that wait into a file, so that checks can begin again. */
export function useSetAside(count: number) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => rpc("unwritten_set_aside", {}),
    onSuccess: ({ path: file, opens }) =>
      showWritten(file === "" ? t("unwritten.written") : t("unwritten.done", { count, file }), opens),
    onError: showError,
    onSettled: () => queries.invalidateQueries({ queryKey: appStateQuery.queryKey }),
  });
}
