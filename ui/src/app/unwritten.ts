import { useMutation, useQueryClient } from "@tanstack/react-query";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { explain } from "@/i18n/errors";
import { showToast } from "@/shared/toast";
import { appStateQuery } from "./appState";

/** Says why the core did not do it; the banner itself stays. */
function useSayWhy() {
  const language = useLanguage();
  return (thrown: unknown) => {
    const said = explain(asCommandError(thrown), language);
    showToast(`${said.title} ${said.next}`);
  };
}

/** Writes the answers that wait at once, if the garage takes them now. */
export function useRetry() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => rpc("unwritten_retry", {}),
    onSuccess: () => showToast(t("unwritten.written")),
    onError: useSayWhy(),
    onSettled: () => queries.invalidateQueries({ queryKey: appStateQuery.queryKey }),
  });
}

/** Puts the answers that wait into a file, so that checks can begin again. */
export function useSetAside(count: number) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => rpc("unwritten_set_aside", {}),
    onSuccess: ({ path: file }) =>
      showToast(file === "" ? t("unwritten.written") : t("unwritten.done", { count, file })),
    onError: useSayWhy(),
    onSettled: () => queries.invalidateQueries({ queryKey: appStateQuery.queryKey }),
  });
}
