import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { Button } from "./Button";
import { takeBack, useChanges } from "./changes";

/** What was changed since the program was opened, newest first; each can be taken back. */
export function RecentChanges() {
  const { t } = useTranslation();
  const changes = useChanges();
  if (changes.length === 0) return <p className="muted">{t("changes.none")}</p>;
  return (
    <ul className="stack" data-testid="recent-changes">
      {changes.map(({ id, text, at, state }) => (
        <li key={id} className="row">
          <span className="soft nowrap">{formatWhen(at)}</span>
          <span className="grow clip" title={text}>
            {text}
          </span>
          {state === "taken_back" || state === "refused" ? (
            <span className="muted nowrap">{t(`changes.${state}`)}</span>
          ) : (
            <Button
              size="small"
              disabled={state === "going_back"}
              data-testid="change-undo"
              onClick={() => void takeBack(id)}
            >
              {t("action.undo")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
