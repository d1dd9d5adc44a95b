import { useState } from "react";
import type { DriverPeriod } from "@/bindings/DriverPeriod";
import { useTranslation } from "@/i18n";
import { Button, IconButton } from "@/shared/Button";
import { SideSection } from "@/shared/Layout";
import { driverOf, vehicleOf } from "@/shared/links";
import { Plate } from "@/shared/Plate";
import { removePeriod } from "./actions";
import css from "./drivers.module.css";
import { PeriodDialog } from "./PeriodDialog";

type ListProps = {
  periods: readonly DriverPeriod[];
  /** Whose list it is: the other side of each period is named. */
  of: "driver" | "vehicle";
  empty: string;
  onAdd: () => void;
};

/** Who drove when, newest first; each can be changed in its place and taken away. */
export function PeriodList({ periods, of, empty, onAdd }: ListProps) {
  const { t } = useTranslation(["drivers", "common"]);
  const [editing, setEditing] = useState<DriverPeriod | null>(null);
  return (
    <SideSection
      title={t("period.title")}
      end={
        <Button kind="quiet" size="small" icon="plus" data-testid="period-add" onClick={onAdd}>
          {t("period.add")}
        </Button>
      }
    >
      {periods.length === 0 && <p className="muted">{empty}</p>}
      <ul className={css.periods} data-testid="periods">
        {periods.map((period) => (
          <li key={period.id}>
            <span className="clip">
              {of === "driver" ? (
                <a href={vehicleOf(period.vehicle)}>
                  <Plate plate={period.plate} plateType={period.plate_type} />
                </a>
              ) : (
                <a href={driverOf(period.driver)}>{period.driver}</a>
              )}
            </span>
            <span className="soft nowrap">
              {period.from ?? t("common:moment.always")} – {period.to ?? t("common:moment.now")}
            </span>
            <span className="nowrap">
              <IconButton
                icon="edit"
                label={t("period.edit")}
                data-testid="period-edit"
                onClick={() => setEditing(period)}
              />
              <IconButton
                icon="trash"
                label={t("period.remove")}
                data-testid="period-remove"
                onClick={() => void removePeriod(period.id)}
              />
            </span>
          </li>
        ))}
      </ul>
      {editing && <PeriodDialog period={editing} onClose={() => setEditing(null)} />}
    </SideSection>
  );
}
