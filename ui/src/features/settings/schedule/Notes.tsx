import { useTranslation } from "@/i18n";
import { useGarageSettings } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { limitSettings, lookSettings } from "@/shared/links";
import { Note } from "@/shared/Panel";
import { useStaysInTray } from "@/shared/tray";

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
            <a className="in-text" href={limitSettings()}>
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
      <a className="in-text" href={lookSettings()}>
        {t("schedule.toTray")}
      </a>
    </>
  );
}
