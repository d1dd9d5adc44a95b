import { useStaysInTray } from "@/app/tray";
import { limitSettings, lookSettings } from "@/features/check/links";
import { useTranslation } from "@/i18n";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import { useGarageSettings } from "../queries";
import css from "../settings.module.css";

/** From here on, somebody who was asked one morning is still fresh the next morning. */
const TOO_FRESH_HOURS = 20;

/** When it runs, honestly; and a freshness that skips every other day. */
export function Notes() {
  const { t } = useTranslation("settings");
  const stays = useStaysInTray();
  const hours = useGarageSettings().data?.fresh_within_hours ?? 0;
  return (
    <>
      <div data-testid="schedule-when">
        <Note icon={<Icon name="info" />}>
          {t("schedule.when")} {stays ? t("schedule.inTray") : <NotInTray />}
        </Note>
      </div>
      {hours > TOO_FRESH_HOURS && (
        <div data-testid="schedule-too-fresh">
          <Note icon={<Icon name="attention" />}>
            {t("schedule.freshLong", { hours })}{" "}
            <a className={css.inText} href={limitSettings()}>
              {t("schedule.toLimits")}
            </a>
          </Note>
        </div>
      )}
    </>
  );
}

function NotInTray() {
  const { t } = useTranslation("settings");
  return (
    <>
      {t("schedule.notInTray")}{" "}
      <a className={css.inText} href={lookSettings()}>
        {t("schedule.toTray")}
      </a>
    </>
  );
}
