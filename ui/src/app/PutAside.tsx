import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { explain } from "@/i18n/errors";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import css from "./Frame.module.css";

/** The garage's file is gone: those that were put aside, each to be taken, or an empty one. */
export function PutAside() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queries = useQueryClient();
  const found = useQuery({ queryKey: ["put_aside"], queryFn: () => rpc("put_aside", {}) });
  const take = useMutation({
    mutationFn: (name: string | null) => rpc("take_aside", { name }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <ul className={css.putAside} data-testid="put-aside">
      {found.data?.map((one) => (
        <li key={one.name}>
          <span>
            <code>{one.name}</code>
            <br />
            <span className="muted">
              {one.vehicles === null
                ? t("problem.unreadable")
                : t("problem.holds", { count: one.vehicles, shown: formatCount(one.vehicles) })}
              {one.last_asked !== null &&
                ` · ${t("problem.lastAsked", { when: formatFull(one.last_asked) })}`}
            </span>
          </span>
          <Button
            size="small"
            disabled={one.vehicles === null || take.isPending}
            onClick={() => take.mutate(one.name)}
          >
            {t("problem.take")}
          </Button>
        </li>
      ))}
      <li>
        <span className="muted">{t("problem.empty")}</span>
        <Button size="small" disabled={take.isPending} onClick={() => take.mutate(null)}>
          {t("problem.begin")}
        </Button>
      </li>
      {take.error && <li role="alert">{explain(asCommandError(take.error), language).title}</li>}
    </ul>
  );
}
