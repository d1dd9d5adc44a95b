import { useTranslation } from "@/i18n";
import { useAppState } from "./appState";
import css from "./Frame.module.css";

/** Answers that are here and paid for, while the disk takes nothing. */
export function UnwrittenBanner() {
  const { t } = useTranslation();
  const count = useAppState()?.unwritten_answers ?? 0;
  if (count === 0) return null;
  return (
    <section className={css.unwritten} role="alert" data-testid="unwritten">
      <b>{t("unwritten.title", { count })}</b>
      <span className="grow">{t("unwritten.text")}</span>
    </section>
  );
}
