import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { CommandError } from "@/bindings/CommandError";
import { useLanguage, useTranslation } from "@/i18n";
import { explain } from "@/i18n/errors";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { Note } from "./Panel";
import css from "./States.module.css";

type EmptyProps = {
  title: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
  hint?: ReactNode;
  drawing?: boolean;
  level?: "h1" | "h2";
};

/** What is missing, one primary way on, one quiet one. */
export function EmptyState({
  title,
  text,
  actions,
  hint,
  drawing = false,
  level: Heading = "h2",
}: EmptyProps) {
  return (
    <div className={css.empty}>
      {drawing && <EmptyGarage />}
      <Heading>{title}</Heading>
      {text && <p className={css.text}>{text}</p>}
      {actions && <div className="row">{actions}</div>}
      {hint && <p className={css.hint}>{hint}</p>}
    </div>
  );
}

function EmptyGarage() {
  return (
    <svg aria-hidden="true" width="132" height="84" viewBox="0 0 132 84" fill="none" strokeWidth="2">
      <path stroke="var(--line-strong)" d="M1 82h130M9 82V30L66 2l57 28v52" />
      <path stroke="var(--line)" d="M28 82V40h76v42M28 52h76M28 64h76" />
    </svg>
  );
}

/** Asks again for everything that failed: one reason seldom strikes one question only. */
function RetryButton() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const retry = () => queries.refetchQueries({ predicate: (query) => query.state.status === "error" });
  return <Button onClick={() => void retry()}>{t("action.retry")}</Button>;
}

/** What happened, then what to do. The vendor's or the core's own text stays text. */
export function ErrorState({ error, actions }: { error: CommandError; actions?: ReactNode }) {
  const { t } = useTranslation();
  const said = explain(error, useLanguage());
  const details = JSON.stringify(
    { code: error.code, message: error.message, details: error.details },
    null,
    2,
  );
  return (
    <div className={css.error} role="alert">
      <Note tone="failed" icon={<Icon name="close" />}>
        <strong className={css.errorTitle}>{said.title}</strong>
        <p>{said.next}</p>
      </Note>
      <div className="row">{actions ?? <RetryButton />}</div>
      <p className="row muted">
        <span>{t("error.code")}</span>
        <code>{error.code}</code>
        <Button kind="quiet" size="small" onClick={() => void navigator.clipboard.writeText(details)}>
          {t("action.copyDetails")}
        </Button>
      </p>
    </div>
  );
}

/** Becomes true when a wait has lasted 300 ms: before that nothing is shown, so that nothing flickers. */
export function useSlow(waiting: boolean, afterMs = 300): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, [waiting, afterMs]);
  return waiting && slow;
}
