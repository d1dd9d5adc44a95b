import { useQuery } from "@tanstack/react-query";
import type { ChangeView } from "@/bindings/ChangeView";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { Button } from "./Button";
import css from "./RecentChanges.module.css";
import { Refusal } from "./Refusal";
import { moveChange } from "./runCommand";

const changesQuery = { queryKey: ["settings", "changes"], queryFn: () => rpc("changes", {}) };

/** The last thirty changes, newest first, those of earlier days and of the terminal too; each can be taken back. */
export function RecentChanges() {
  const { t } = useTranslation();
  const { data, error } = useQuery(changesQuery);
  if (error) return <Refusal onSettings error={asCommandError(error)} />;
  if (!data) return null;
  if (data.length === 0) return <p className="muted">{t("changes.none")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section className={css.roll} tabIndex={0} aria-label={t("changes.title")}>
      <table className={css.table} data-testid="recent-changes">
        <thead>
          <tr>
            {(["when", "who", "what"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`changes.${column}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t("action.undo")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((change) => (
            <OneChange key={change.id} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** "批量修改车辆：苏E12345、苏E12346 等 12 项". */
function useSaid(): (change: ChangeView) => string {
  const { t } = useTranslation();
  return ({ what, about, count }) => {
    const name = t(`changes.kind.${what ?? "unknown"}`);
    if (about.length === 0) return name;
    const named = about.join(t("changes.and"));
    const whom = count > about.length ? t("changes.andMore", { named, count }) : named;
    return t("changes.said", { name, whom });
  };
}

function OneChange({ change }: { change: ChangeView }) {
  const { t } = useTranslation();
  const text = useSaid()(change);
  const who = change.by || t("changes.you");
  return (
    <tr data-state={change.state}>
      <td className="soft nowrap">{formatWhen(change.at)}</td>
      <td className="nowrap">{change.from_terminal ? t("changes.terminal", { who }) : who}</td>
      <td>
        <span className={css.what} title={text}>
          {text}
        </span>
      </td>
      <td className={css.way}>
        <Way change={change} text={text} />
      </td>
    </tr>
  );
}

/** Back, forth again, or why neither. */
function Way({ change: { id, state }, text }: { change: ChangeView; text: string }) {
  const { t } = useTranslation();
  if (state === "overwritten") return <span className="muted">{t("changes.overwritten")}</span>;
  const name = state === "stands" ? "undo" : "redo";
  return (
    <>
      {state === "taken_back" && <span className="muted">{t("changes.taken_back")} </span>}
      <Button
        size="small"
        data-testid={`change-${name}`}
        aria-label={t("changes.verbOf", { verb: t(`action.${name}`), text })}
        onClick={() => void moveChange(name, id, text)}
      >
        {t(`action.${name}`)}
      </Button>
    </>
  );
}
