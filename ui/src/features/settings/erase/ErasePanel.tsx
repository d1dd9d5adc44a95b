import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { EraseReply } from "@/bindings/EraseReply";
import type { EraseWhom } from "@/bindings/EraseWhom";
import { Refusal } from "@/features/check/Refusal";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { TextField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note, Panel } from "@/shared/Panel";
import { Segmented } from "@/shared/Segmented";
import { showToast } from "@/shared/toast";
import css from "../settings.module.css";
import { EraseDialog } from "./EraseDialog";
import { Offers } from "./Offers";

/** What would go, with whom it is about. */
export type Seen = { whom: EraseWhom; what: EraseReply };

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

/** A vehicle or a driver, erased for good; and what has lain about for long. */
export function ErasePanel() {
  const { t } = useTranslation("settings");
  const [who, setWho] = useState<EraseWhom["who"] & ("plate" | "driver")>("plate");
  const [text, setText] = useState("");
  const { look, pending, dialog, error } = useErase();
  const typed = text.trim();
  return (
    <Panel title={t("erase.title")} padded>
      <div className={css.fields}>
        <p className="soft">{t("erase.text")}</p>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            look(whomOf(who, typed));
          }}
        >
          <Segmented
            label={t("erase.who")}
            value={who}
            segments={[
              { value: "plate", label: t("erase.vehicle") },
              { value: "driver", label: t("erase.driver") },
            ]}
            onChange={setWho}
          />
          <TextField
            className={css.medium}
            aria-label={t(who === "plate" ? "erase.plate" : "erase.name")}
            placeholder={t(who === "plate" ? "erase.plate" : "erase.name")}
            data-testid="erase-text"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" data-testid="erase-look" disabled={typed === "" || pending}>
            {t("erase.look")}
          </Button>
        </form>
        {error?.code === "not_found" ? (
          <div role="status" data-testid="erase-nobody">
            <Note icon={<Icon name="info" />}>{t("erase.nobody")}</Note>
          </div>
        ) : (
          error && <Refusal onSettings error={error} />
        )}
        <Offers />
      </div>
      {dialog}
    </Panel>
  );
}

/** A plate may have its type behind a colon, as in the terminal. */
function whomOf(who: "plate" | "driver", typed: string): EraseWhom {
  return who === "driver" ? { who, name: typed } : { who, plate: typed };
}
