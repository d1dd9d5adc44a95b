import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { useAppState } from "@/shared/data/appState";
import css from "./Frame.module.css";
import { useRetry, useSetAside } from "./unwritten";

/** Answers that are here and paid for, while the disk takes nothing or the garage refuses them. */
export function UnwrittenBanner() {
  const { t } = useTranslation();
  const state = useAppState();
  const count = state?.unwritten_answers ?? 0;
  const retry = useRetry();
  const aside = useSetAside(count);
  if (count === 0) return null;
  const refusal = state?.unwritten_refusal;
  const isBusy = retry.isPending || aside.isPending;
  return (
    <section className={css.unwritten} role="alert" data-testid="unwritten">
      <b>{t("unwritten.title", { count })}</b>
      <span className="grow">
        {refusal ? t("unwritten.refused", { code: refusal }) : t("unwritten.text")}
      </span>
      <Button size="small" data-testid="unwritten-retry" disabled={isBusy} onClick={() => retry.mutate()}>
        {t("unwritten.retry")}
      </Button>
      {refusal && (
        <Button
          size="small"
          kind="primary"
          data-testid="unwritten-aside"
          disabled={isBusy}
          onClick={() => aside.mutate()}
        >
          {t("unwritten.setAside")}
        </Button>
      )}
    </section>
  );
}
