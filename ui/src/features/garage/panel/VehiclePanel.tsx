import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { VehicleDetail } from "@/bindings/VehicleDetail";
import { ClearanceButton } from "@/features/clearance";
import { PeriodDialog, PeriodList } from "@/features/drivers";
import { DueList } from "@/features/due";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { Button, IconButton } from "@/shared/Button";
import { NewPill, OwesChip, StatusChip } from "@/shared/Chip";
import { ReportButton } from "@/shared/files/ReportButton";
import { SidePanel, SideSection } from "@/shared/Layout";
import { Plate } from "@/shared/Plate";
import { Skeleton } from "@/shared/Skeleton";
import { ErrorState, useSlow } from "@/shared/States";
import { deleteVehicles, returnVehicles } from "../actions";
import { LeaveDialog } from "../list/LeaveDialog";
import { usePlateTypeName } from "../plateTypeName";
import { vehicleQuery } from "../queries";
import type { SearchProps } from "../search";
import { lastResult, owesOf } from "../twoQuestions";
import { ClaimNotes } from "./ClaimNotes";
import { FigureLinks } from "./FigureLinks";
import { History } from "./History";
import { OnlyThisOne } from "./OnlyThisOne";
import css from "./panel.module.css";
import { ReasonNote } from "./ReasonNote";
import { VehicleFacts } from "./VehicleFacts";
import { ViolationList } from "./ViolationList";

type PanelProps = { id: string } & Pick<SearchProps, "go">;

/** One vehicle beside the list: what it owes, why, what is known of it, what it cost. */
export function VehiclePanel({ id, go }: PanelProps) {
  const { t } = useTranslation(["garage", "common"]);
  const vehicle = useQuery(vehicleQuery(id));
  const slow = useSlow(vehicle.isPending);
  const [handingOver, setHandingOver] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const close = () => go({ open: undefined });
  const detail = vehicle.data;
  if (!detail) {
    return (
      <SidePanel
        label={t("panel.label")}
        heading={slow && <Skeleton width={160} height={44} />}
        onClose={close}
      >
        {vehicle.error && <ErrorState error={asCommandError(vehicle.error)} />}
      </SidePanel>
    );
  }
  const one = { kind: "ids" as const, ids: [id] };
  const remove = async () => {
    if (await deleteVehicles(one)) close();
  };
  return (
    <SidePanel
      label={t("panel.label")}
      heading={<Heading detail={detail} />}
      onClose={close}
      actions={
        !detail.row.left && (
          <IconButton
            icon="edit"
            label={t("panel.edit")}
            data-testid="panel-edit"
            onClick={() => go({ edit: id })}
          />
        )
      }
      foot={
        detail.row.left ? (
          <Button icon="tick" data-testid="panel-return" onClick={() => void returnVehicles(one)}>
            {t("left.return")}
          </Button>
        ) : (
          <>
            <OnlyThisOne id={id} />
            <ReportButton scope={{ of: "vehicle", id }} testId="panel-report" />
            <span className="grow" />
            <Button kind="quiet" size="small" data-testid="panel-leave" onClick={() => setLeaving(true)}>
              {t("left.leave")}
            </Button>
            <Button kind="quiet" size="small" data-testid="panel-delete" onClick={() => void remove()}>
              {t("bulk.delete")}
            </Button>
          </>
        )
      }
    >
      <ReasonNote row={detail.row} />
      <FigureLinks row={detail.row} />
      <ClaimNotes claims={detail.claims} />
      <ViolationList detail={detail} />
      <VehicleFacts detail={detail} />
      <DueList owner={{ of: "vehicle", id }} />
      <SideSection>
        <ClearanceButton about={{ of: "vehicle", id }} />
      </SideSection>
      <PeriodList
        periods={detail.drivers}
        of="vehicle"
        empty={t("panel.noPeriods")}
        onAdd={() => setHandingOver(true)}
      />
      <History entries={detail.history} left={detail.row.left !== null} />
      {leaving && <LeaveDialog request={one} count={1} onClose={() => setLeaving(false)} onDone={close} />}
      {handingOver && <PeriodDialog vehicle={id} onClose={() => setHandingOver(false)} />}
    </SidePanel>
  );
}

function Heading({ detail: { row } }: { detail: VehicleDetail }) {
  const { t } = useTranslation();
  const typeName = usePlateTypeName();
  const { plate, plate_type, group } = row.vehicle;
  const words = [typeName(plate_type), group].filter(Boolean).join(" · ");
  return (
    <div data-testid="vehicle-panel">
      <Plate plate={plate} plateType={plate_type} size="l" />
      <div className={css.under}>
        <OwesChip owes={owesOf(row)} count={row.totals.unpaid} />
        {row.left ? (
          <span data-testid="panel-left">
            {t(`left.${row.left}`)} {row.left_on}
          </span>
        ) : (
          <StatusChip status={lastResult(row.status)} />
        )}
        <NewPill count={row.new_violations} />
        <span className="soft">{words}</span>
      </div>
    </div>
  );
}
