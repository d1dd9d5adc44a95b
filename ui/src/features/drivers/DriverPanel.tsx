import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { DriverDetail } from "@/bindings/DriverDetail";
import type { PointCycle } from "@/bindings/PointCycle";
import type { ShownState } from "@/bindings/ShownState";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { ClearanceButton } from "@/features/clearance";
import { DueList } from "@/features/due";
import { TellDialog } from "@/features/violations";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button, IconButton } from "@/shared/Button";
import { EVERY_VIOLATION } from "@/shared/data/everything";
import { ReportButton } from "@/shared/files/ReportButton";
import { SidePanel, SideSection } from "@/shared/Layout";
import { UNPAID, vehicleOf, violationsBy } from "@/shared/links";
import { MoneyWithUnknown, Nothing } from "@/shared/Money";
import { Facts } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { ErrorState } from "@/shared/States";
import { removeDriver } from "./actions";
import { DriverDialog } from "./DriverDialog";
import css from "./drivers.module.css";
import { LeftTag } from "./LeftTag";
import { noneOf } from "./noneOf";
import { PeriodDialog } from "./PeriodDialog";
import { PeriodList } from "./PeriodList";
import { driverQuery } from "./queries";

type PanelProps = { name: string; onOpen: (name: string | undefined) => void };

/** What a driver still has to handle or to pay. */
const toTell = (driver: string): ViolationSelection => ({
  kind: "matching",
  filter: { ...EVERY_VIOLATION, driver, stage: ["still_there", "untold", "told", "handled"] },
  except: [],
});

/** One driver beside the list: what waits, the cycle, vehicles, and what they drove when. */
export function DriverPanel({ name, onOpen }: PanelProps) {
  const { t } = useTranslation(["drivers", "common", "violations"]);
  const driver = useQuery(driverQuery(name));
  const [dialog, setDialog] = useState<"edit" | "period" | "tell" | null>(null);
  const close = () => onOpen(undefined);
  const detail = driver.data;
  const shown = name || t("nobody");
  if (!detail) {
    return (
      <SidePanel label={t("panel.label")} heading={<h2>{shown}</h2>} onClose={close}>
        {driver.error && <ErrorState error={asCommandError(driver.error)} />}
      </SidePanel>
    );
  }
  const remove = async () => {
    if (await removeDriver(name)) close();
  };
  const edit = (
    <IconButton
      icon="edit"
      label={t("panel.edit")}
      data-testid="driver-edit"
      onClick={() => setDialog("edit")}
    />
  );
  return (
    <SidePanel
      label={t("panel.label")}
      heading={
        <>
          <h2 data-testid="driver-panel">{shown}</h2>
          {detail.left_on && <LeftTag on={detail.left_on} />}
        </>
      }
      onClose={close}
      actions={name !== "" && edit}
      foot={
        <>
          {name !== "" && (
            <Button data-testid="driver-tell" onClick={() => setDialog("tell")}>
              {t("violations:tell.verb")}
            </Button>
          )}
          <ReportButton scope={{ of: "driver", name }} />
          {name !== "" && <ClearanceButton about={{ of: "driver", name }} />}
          <span className="grow" />
          {name !== "" && (
            <Button kind="quiet" size="small" data-testid="driver-remove" onClick={() => void remove()}>
              {t("panel.remove")}
            </Button>
          )}
        </>
      }
    >
      <Figures detail={detail} />
      {name !== "" && <Known detail={detail} />}
      {detail.cycle && <Cycle cycle={detail.cycle} />}
      {detail.vehicles.length > 0 && <Vehicles detail={detail} />}
      {name !== "" && <DueList owner={{ of: "driver", name }} />}
      {name !== "" && (
        <PeriodList
          periods={detail.periods}
          of="driver"
          onAdd={() => setDialog("period")}
          empty={t("panel.noPeriods")}
        />
      )}
      {dialog === "edit" && (
        <DriverDialog detail={detail} onClose={() => setDialog(null)} onSaved={(saved) => onOpen(saved)} />
      )}
      {dialog === "tell" && <TellDialog selection={toTell(name)} onClose={() => setDialog(null)} />}
      {dialog === "period" && <PeriodDialog driver={name} onClose={() => setDialog(null)} />}
    </SidePanel>
  );
}

function Figures({ detail: { row } }: { detail: DriverDetail }) {
  const { t } = useTranslation("drivers");
  const { driver, totals } = row;
  const link = (count: number, state: ShownState[]) =>
    count === 0 ? noneOf(totals) : <a href={violationsBy(driver, state)}>{formatCount(count)}</a>;
  return (
    <SideSection>
      <Facts
        rows={[
          [
            t("column.due"),
            totals.violations === 0 ? (
              <Nothing key="due" />
            ) : (
              <MoneyWithUnknown key="due" knownFen={totals.fines_due_fen} unknown={totals.fines_unknown} />
            ),
          ],
          [
            t("column.points"),
            totals.violations === 0 ? (
              <Nothing key="points" />
            ) : (
              pointWords(totals.points_waiting, totals.points_unknown, t)
            ),
          ],
          [t("column.unhandled"), link(totals.unhandled, ["unhandled"])],
          [t("column.unpaid"), link(totals.unpaid, UNPAID)],
        ]}
      />
    </SideSection>
  );
}

type Say = ReturnType<typeof useTranslation<"drivers">>["t"];

const pointWords = (known: number, unknown: number, t: Say) =>
  unknown > 0 ? t("panel.pointsAndUnknown", { points: known, count: unknown }) : formatCount(known);

const KNOWN = ["phone", "licence_since", "licence_until", "licence_tail", "note"] as const;

function Known({ detail }: { detail: DriverDetail }) {
  const { t } = useTranslation("drivers");
  return (
    <SideSection title={t("panel.data")}>
      <Facts
        rows={[
          ...KNOWN.map((field): [string, ReactNode] => [t(`field.${field}`), detail[field] ?? <Nothing />]),
        ]}
      />
    </SideSection>
  );
}

/** Information only: the licence's own account is with the traffic police. */
function Cycle({ cycle }: { cycle: PointCycle }) {
  const { t } = useTranslation("drivers");
  return (
    <SideSection title={t("cycleOf", { from: cycle.from, to: cycle.to })}>
      <div data-testid="driver-cycle">
        <Facts
          rows={[
            [t("panel.cycleHandled"), String(cycle.handled)],
            [t("panel.cycleWaiting"), String(cycle.waiting)],
            ...(cycle.unknown > 0
              ? [[t("panel.cycleUnknown"), formatCount(cycle.unknown)] as [string, string]]
              : []),
          ]}
        />
        <p className="muted">{t("panel.cycleNote")}</p>
      </div>
    </SideSection>
  );
}

function Vehicles({ detail }: { detail: DriverDetail }) {
  const { t } = useTranslation("drivers");
  return (
    <SideSection title={t("panel.vehicles")}>
      <div className={css.plates}>
        {detail.vehicles.map((vehicle) => (
          <a key={vehicle.id} href={vehicleOf(vehicle.id)}>
            <Plate plate={vehicle.plate} plateType={vehicle.plate_type} />
          </a>
        ))}
      </div>
    </SideSection>
  );
}
