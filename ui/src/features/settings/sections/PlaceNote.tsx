import { useTranslation } from "@/i18n";
import { useAppState } from "@/shared/data/appState";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";

/** A garage in a synchronised folder or on a network drive: what can happen, and what to do. */
export function PlaceNote() {
  const { t } = useTranslation();
  const risk = useAppState()?.risk;
  if (!risk) return null;
  return (
    <div role="status" data-testid="place-risk">
      <Note tone="info" icon={<Icon name="attention" />}>
        <b>{t(`startBanners.risk.${risk.kind}.title`, { name: risk.name })}</b>
        <p>{t(`startBanners.risk.${risk.kind}.text`)}</p>
      </Note>
    </div>
  );
}
