import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { asCommandError, startAtLogin } from "@/host";
import { useTranslation } from "@/i18n";
import { CheckField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import { setPreference, usePreferences } from "@/shared/preferences";
import { Refusal } from "@/shared/Refusal";
import { askTray, useHasTray } from "@/shared/tray";
import css from "../settings.module.css";

/** The system keeps it; it has a list of its own where the person may change it, too. */
const atLoginQuery = queryOptions({ queryKey: ["at_login"], queryFn: () => startAtLogin(null) });

/** Where the window goes when it is closed, and whether it begins there. */
export function WindowPanel() {
  const { t } = useTranslation("settings");
  const hasTray = useHasTray();
  const inTray = usePreferences().closing === "tray";
  const queries = useQueryClient();
  const atLogin = useQuery(atLoginQuery);
  const change = useMutation({
    mutationFn: startAtLogin,
    onSuccess: (set) => queries.setQueryData(atLoginQuery.queryKey, set),
  });
  // A panel may have come or gone since the start.
  useEffect(() => void askTray(), []);
  const stay = (wanted: boolean) => {
    setPreference("closing", wanted ? "tray" : "end");
    // A start without the icon would put a window before a person who asked for none.
    if (!wanted && atLogin.data) change.mutate(false);
  };
  return (
    <Panel title={t("window.title")} padded className={css.single}>
      <div className={css.fields}>
        <CheckField
          label={t("window.tray")}
          description={t(hasTray === false ? "window.noTray" : "window.trayHint")}
          checked={inTray}
          disabled={hasTray !== true}
          data-testid="window-tray"
          onChange={(event) => stay(event.currentTarget.checked)}
        />
        <CheckField
          label={t("window.atLogin")}
          description={t("window.atLoginHint")}
          checked={atLogin.data === true}
          disabled={!(hasTray && inTray) || atLogin.data === undefined || change.isPending}
          data-testid="window-at-login"
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
        {change.error && <Refusal onSettings error={asCommandError(change.error)} />}
      </div>
    </Panel>
  );
}
