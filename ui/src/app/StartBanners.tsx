import { useState } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { useAppState } from "@/shared/data/appState";
import css from "./Frame.module.css";

/** What the start found out about the garage's folder; each stays until it was read. */
export function StartBanners() {
  const { t } = useTranslation();
  const state = useAppState();
  const risk = state?.risk;
  const cutOff = state?.cut_off_restore;
  return (
    <>
      {cutOff && (
        <Banner
          id="cut-off-restore"
          title={t("startBanners.cutOff.title")}
          text={t(`startBanners.cutOff.${cutOff}`)}
        />
      )}
      {risk && (
        <Banner
          id="place-risk-banner"
          title={t(`startBanners.risk.${risk.kind}.title`, { name: risk.name })}
          text={t(`startBanners.risk.${risk.kind}.text`)}
        />
      )}
    </>
  );
}

function Banner({ id, title, text }: { id: string; title: string; text: string }) {
  const { t } = useTranslation();
  const [isRead, setRead] = useState(false);
  if (isRead) return null;
  return (
    <section className={css.told} role="status" data-testid={id}>
      <b>{title}</b>
      <span className="grow">{text}</span>
      <Button size="small" data-testid={`${id}-read`} onClick={() => setRead(true)}>
        {t("startBanners.read")}
      </Button>
    </section>
  );
}
