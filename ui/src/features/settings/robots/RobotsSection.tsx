import { useQuery } from "@tanstack/react-query";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";
import { robotsQuery } from "./queries";
import { RobotForm } from "./RobotForm";

/** Groups that are told after each check: one robot of each vendor, all off until switched on. */
export function RobotsSection() {
  const { t } = useTranslation("settings");
  const { data, error } = useQuery(robotsQuery);
  if (error) return <Refusal onSettings error={asCommandError(error)} />;
  if (!data) return null;
  return (
    <div className={css.stackOfPanels}>
      <p className="soft">{t("robots.hint")}</p>
      {data.map((robot) => (
        <Panel
          key={robot.kind}
          title={t(`robots.kind.${robot.kind}`)}
          padded
          className={css.single}
          data-testid={`robot-${robot.kind}`}
        >
          <RobotForm kept={robot} />
        </Panel>
      ))}
    </div>
  );
}
