import { useTranslation } from "@/i18n";
import { useAppState } from "@/shared/data/appState";
import { Facts, Panel } from "@/shared/Panel";
import css from "../settings.module.css";
import { UpdatePanel } from "../update/UpdatePanel";
import { TerminalOnMac } from "./TerminalOnMac";

/** Which version this is, what leaves the machine, and newer versions. */
export function AboutSection() {
  const { t } = useTranslation(["settings", "common"]);
  const state = useAppState();
  return (
    <>
      <Panel title={t("section.about")} padded className={css.single}>
        <div className={css.fields}>
          <Facts
            rows={[
              [t("about.name"), t("common:app.name")],
              [t("about.version"), state?.version ?? "—"],
              [t("about.license"), "MIT OR Apache-2.0"],
            ]}
          />
          <p className="soft">{t("about.privacy")}</p>
          <p className="muted">{t("about.shortcuts")}</p>
          <TerminalOnMac />
        </div>
      </Panel>
      <UpdatePanel />
    </>
  );
}
