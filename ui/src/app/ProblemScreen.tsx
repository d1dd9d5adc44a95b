import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AppState } from "@/bindings/AppState";
import type { ChosenFile } from "@/bindings/ChosenFile";
import type { ErrorCode } from "@/bindings/ErrorCode";
import { RestoreDialog } from "@/features/restore";
import { UpdatePanel } from "@/features/settings";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { appStateQuery } from "@/shared/data/appState";
import { askBackup } from "@/shared/files/askFile";
import { ErrorState } from "@/shared/States";
import css from "./Frame.module.css";
import { PutAside } from "./PutAside";

/** What a backup can cure; a garage that is only held needs none. A newer one can go back to its copy. */
const RESTORABLE: readonly ErrorCode[] = [
  "garage_damaged",
  "garage_foreign",
  "garage_io",
  "garage_altered",
  "garage_missing",
  "look_too_long",
  "garage_newer",
];

/** The garage cannot be used: what happened, what to do, where the files are. Nothing else is shown then. */
export function ProblemScreen({ state }: { state: AppState }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [backup, setBackup] = useState<ChosenFile | null>(null);
  if (!state.problem) return null;
  const canRestore = RESTORABLE.includes(state.problem.code);
  const choose = async () => setBackup(await askBackup());
  const actions = (
    <>
      <Button
        kind={canRestore ? "plain" : "primary"}
        data-testid="problem-retry"
        onClick={() => void queries.invalidateQueries({ queryKey: appStateQuery.queryKey })}
      >
        {t("action.retry")}
      </Button>
      {canRestore && (
        <Button kind="primary" data-testid="problem-restore" onClick={() => void choose()}>
          {t("problem.restore")}
        </Button>
      )}
    </>
  );
  return (
    <main className={css.problem} data-testid="problem" data-code={state.problem.code}>
      <h1 className="visually-hidden">{t("app.name")}</h1>
      <ErrorState error={state.problem} actions={actions} />
      <p className={css.problemPlace}>
        <span className="muted">{t("problem.folder")}</span>{" "}
        <code className={css.path} data-testid="problem-home">
          {state.home}
        </code>{" "}
        <button type="button" className="link" onClick={() => void navigator.clipboard.writeText(state.home)}>
          {t("problem.copyFolder")}
        </button>
      </p>
      {state.problem.code === "garage_missing" && <PutAside />}
      {state.problem.code === "garage_newer" && <UpdatePanel />}
      <RestoreDialog chosen={backup} onClose={() => setBackup(null)} />
    </main>
  );
}
