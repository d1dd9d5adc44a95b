import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CommandError } from "@/bindings/CommandError";
import type { DriverPeriod } from "@/bindings/DriverPeriod";
import type { PeriodForm } from "@/bindings/PeriodForm";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { SelectField } from "@/shared/Fields";
import { CancelButton } from "@/shared/leaveDialog";
import { isBackwards, readMoment } from "@/shared/moments";
import { Refusal } from "@/shared/Refusal";
import { SuggestField } from "@/shared/SuggestField";
import { savePeriod } from "./actions";
import { MomentField } from "./MomentField";
import { useDriverNames } from "./queries";

type PeriodProps = {
  /** The one to change; without it one is added for the driver or the vehicle. */
  period?: DriverPeriod;
  driver?: string;
  vehicle?: string;
  onClose: () => void;
};

function begin({ period, driver, vehicle }: PeriodProps): PeriodForm {
  if (!period)
    return { id: null, vehicle: vehicle ?? "", driver: driver ?? "", from: "", to: "", cut: false };
  const { id, vehicle: of, driver: who } = period;
  return { id, vehicle: of, driver: who, from: period.from ?? "", to: period.to ?? "", cut: false };
}

/** Who had which vehicle from when to when, to the minute; nothing typed means since always, or until now. */
export function PeriodDialog(props: PeriodProps) {
  const { t } = useTranslation(["drivers", "common"]);
  const [form, setForm] = useState(() => begin(props));
  const names = useDriverNames();
  const [refused, setRefused] = useState<CommandError | null>(null);
  const set = (part: Partial<PeriodForm>) => {
    setForm((before) => ({ ...before, ...part }));
    setRefused(null);
  };
  const from = form.from.trim() && readMoment(form.from);
  const to = form.to.trim() && readMoment(form.to);
  const backwards = Boolean(from && to && isBackwards(from, to));
  const complete =
    form.vehicle !== "" && form.driver.trim() !== "" && from !== null && to !== null && !backwards;
  const save = async (cut: boolean) => {
    if (!complete) return;
    const error = await savePeriod({ ...form, driver: form.driver.trim(), from, to, cut });
    if (error === null) props.onClose();
    else setRefused(error);
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    void save(false);
  };
  return (
    <Dialog opened title={t(props.period ? "period.edit" : "period.add")} onClose={props.onClose} width={420}>
      <form className="stack" data-testid="period-form" onSubmit={submit}>
        {props.driver !== undefined ? (
          <VehicleField value={form.vehicle} onChange={(vehicle) => set({ vehicle })} />
        ) : (
          <SuggestField
            data-autofocus
            data-testid="period-driver"
            label={t("column.driver")}
            value={form.driver}
            onChange={(driver) => set({ driver })}
            known={names}
          />
        )}
        <MomentField
          testId="period-from"
          label={t("period.from")}
          hint={t("period.fromHint")}
          value={form.from}
          onChange={(text) => set({ from: text })}
        />
        <MomentField
          testId="period-to"
          label={t("period.to")}
          hint={t("period.toHint")}
          placeholder={t("common:moment.now")}
          error={backwards ? t("period.backwards") : undefined}
          value={form.to}
          onChange={(text) => set({ to: text })}
        />
        {refused && <Refusal error={refused} />}
        <div className="row" style={{ justifyContent: "flex-end" }}>
          {refused?.code === "period_overlaps" && (
            <Button data-testid="period-cut" onClick={() => void save(true)}>
              {t("period.cut")}
            </Button>
          )}
          <span className="grow" />
          <CancelButton />
          <Button kind="primary" type="submit" disabled={!complete} data-testid="period-save">
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const SHOWN = 50;

/** A vehicle by a part of its plate; the core finds it, whatever the fleet's size. */
function VehicleField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation("drivers");
  const [typed, setTyped] = useState("");
  const filter = { ...EVERY_VEHICLE, search: typed };
  const found = useQuery({
    queryKey: ["vehicles", "pick", typed],
    queryFn: () => rpc("vehicles", { filter, sort: null, offset: 0, limit: SHOWN }),
    placeholderData: (before) => before,
  }).data?.rows;
  return (
    <SelectField
      data-autofocus
      searchable
      data-testid="period-vehicle"
      label={t("period.vehicle")}
      value={value || null}
      data={(found ?? []).map(({ vehicle }) => ({ value: vehicle.id, label: vehicle.plate }))}
      // The core has chosen already: nothing it found is left out.
      filter={({ options }) => options}
      onSearchChange={setTyped}
      onChange={(id) => onChange(id ?? "")}
    />
  );
}
