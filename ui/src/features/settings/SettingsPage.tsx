import { useTranslation } from "@/i18n";
import { cx } from "@/shared/cx";
import { Page } from "@/shared/page/Page";
import { useAddress } from "@/shared/useAddress";
import { AccountsSection } from "./accounts/AccountsSection";
import { RobotsSection } from "./robots/RobotsSection";
import { ScheduleSection } from "./schedule/ScheduleSection";
import { SECTIONS, type SettingsProps } from "./search";
import { AboutSection } from "./sections/AboutSection";
import { CitiesSection } from "./sections/CitiesSection";
import { KeepingSection } from "./sections/KeepingSection";
import { LimitsSection } from "./sections/LimitsSection";
import { LookSection } from "./sections/LookSection";
import css from "./settings.module.css";

/** The settings with their address. Back leaves them: no section is a step of its own. */
export function SettingsPage() {
  return <SettingsViews {...useAddress("settings", () => false)} />;
}

/** Sections left, the open one right. */
export function SettingsViews({ search, go }: SettingsProps) {
  const { t } = useTranslation("settings");
  return (
    <Page flush title={t("title")}>
      <div className={css.split}>
        <nav className={css.sections} aria-label={t("title")}>
          {SECTIONS.map((section) => (
            <button
              key={section}
              type="button"
              aria-current={section === search.section ? "page" : undefined}
              className={cx(css.section, section === search.section && css.open)}
              data-testid={`settings-${section}`}
              onClick={() => go({ section })}
            >
              {t(`section.${section}`)}
            </button>
          ))}
        </nav>
        <div className={css.body}>
          <Open search={search} go={go} />
        </div>
      </div>
    </Page>
  );
}

function Open({ search, go }: SettingsProps) {
  switch (search.section) {
    case "accounts":
      return <AccountsSection search={search} go={go} />;
    case "schedule":
      return <ScheduleSection />;
    case "robots":
      return <RobotsSection />;
    case "limits":
      return <LimitsSection />;
    case "cities":
      return <CitiesSection />;
    case "look":
      return <LookSection />;
    case "keeping":
      return <KeepingSection />;
    case "about":
      return <AboutSection />;
  }
}
