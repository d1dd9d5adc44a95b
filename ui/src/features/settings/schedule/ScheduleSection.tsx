import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { useSchedule } from "@/shared/data/settings";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";
import { ScheduleForm } from "./ScheduleForm";
import { Standing } from "./Standing";

/** The check that begins by itself: when, at what cost, and what came of the last one. */
export function ScheduleSection() {
  const { t } = useTranslation("settings");
  const { data, error, dataUpdatedAt } = useSchedule();
  if (error) return <Refusal onSettings error={asCommandError(error)} />;
  if (!data) return null;
  return (
    <Panel title={t("section.schedule")} padded className={css.single}>
      <Standing view={data} now={dataUpdatedAt} />
      <ScheduleForm kept={data.schedule} />
    </Panel>
  );
}
