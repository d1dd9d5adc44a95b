import { useTranslation } from "@/i18n";
import { useAppState } from "@/shared/data/appState";
import { useDemoSwitch } from "@/shared/data/useDemoSwitch";
import css from "./Frame.module.css";

/** Always there in demo mode, so that invented figures are never taken for real ones. */
export function DemoBanner() {
  const { t } = useTranslation();
  const leave = useDemoSwitch("demo_leave");
  if (useAppState()?.garage !== "demo") return null;
  return (
    <section className={css.demo} aria-label={t("demo.mark")} data-testid="demo-banner">
      <b>{t("demo.mark")}</b>
      <span className="grow">{t("demo.text")}</span>
      <button
        type="button"
        className="link nowrap"
        data-testid="demo-import-own"
        disabled={leave.isPending}
        onClick={() => leave.mutate({ thenImport: true })}
      >
        {t("demo.import")}
      </button>
      <span aria-hidden="true">·</span>
      <button
        type="button"
        className="link nowrap"
        data-testid="leave-demo"
        disabled={leave.isPending}
        onClick={() => leave.mutate({})}
      >
        {t("demo.leave")}
      </button>
    </section>
  );
}
