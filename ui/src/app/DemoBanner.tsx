import { useTranslation } from "@/i18n";
import css from "./Frame.module.css";
import { useFrameFacts } from "./frameFacts";

type DemoActions = { importOwn: () => void; leaveDemo: () => void };
let actions: Partial<DemoActions> = {};

/** The onboarding feature says what the banner's two links do. */
export function setDemoActions(next: DemoActions): void {
  actions = next;
}

/** Always there in demo mode, so that invented figures are never taken for real ones. */
export function DemoBanner() {
  const { t } = useTranslation();
  const { demo } = useFrameFacts();
  if (!demo) return null;
  return (
    <div className={css.demo} data-testid="demo-banner">
      <b>{t("demo.mark")}</b>
      <span className="grow clip">{t("demo.text")}</span>
      <button type="button" className="link" onClick={() => actions.importOwn?.()}>
        {t("demo.import")}
      </button>
      <span aria-hidden="true">·</span>
      <button type="button" className="link" data-testid="leave-demo" onClick={() => actions.leaveDemo?.()}>
        {t("demo.leave")}
      </button>
    </div>
  );
}
