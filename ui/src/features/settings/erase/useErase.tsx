import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { EraseWhom } from "@/bindings/EraseWhom";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { forgetChanges } from "@/shared/changes";
import { showToast } from "@/shared/toast";
import { EraseDialog, type Seen } from "./EraseDialog";

/** Seen first, confirmed, and then gone for good. */
export function useErase() {
  const queries = useQueryClient();
  const { t } = useTranslation("settings");
  const [seen, setSeen] = useState<Seen | null>(null);
  const look = useMutation({
    mutationFn: async (whom: EraseWhom) => ({
      whom,
      what: await rpc("erase", { whom, dry_run: true, delete_copies: false }),
    }),
    onSuccess: setSeen,
  });
  const erase = useMutation({
    mutationFn: ({ whom, copies }: { whom: EraseWhom; copies: boolean }) =>
      rpc("erase", { whom, dry_run: false, delete_copies: copies }),
    onSuccess: () => {
      // A way back to what is erased must not stay.
      forgetChanges();
      showToast(t("erase.done"));
      void queries.invalidateQueries();
    },
  });
  const error = look.error ?? erase.error;
  const dialog = (
    <EraseDialog
      seen={seen}
      onClose={() => setSeen(null)}
      onConfirm={(copies) => {
        if (seen) erase.mutate({ whom: seen.whom, copies });
        setSeen(null);
      }}
    />
  );
  const pending = look.isPending || erase.isPending;
  return { look: look.mutate, done: erase.isSuccess, pending, dialog, error: error && asCommandError(error) };
}
