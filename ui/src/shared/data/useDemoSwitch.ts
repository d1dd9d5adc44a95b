import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { rpc } from "@/host";
import { forgetChanges } from "../changes";
import { showError } from "../runCommand";
import { appStateQuery } from "./appState";

type Way = "demo_start" | "demo_leave";

/** Into the demo garage or out of it: everything on screen belonged to the other garage, so all of it goes. */
export function useDemoSwitch(way: Way) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (_options: { thenImport?: boolean }) => rpc(way, {}),
    onSuccess: async (state, { thenImport }) => {
      forgetChanges();
      queries.setQueryData(appStateQuery.queryKey, state);
      if (thenImport) await navigate({ to: "/garage", search: { q: "", import: true } });
      else await navigate({ to: "/overview" });
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey !== appStateQuery.queryKey });
    },
    onError: showError,
  });
}
