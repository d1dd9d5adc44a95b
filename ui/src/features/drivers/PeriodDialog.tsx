import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DriverPeriod } from "@/bindings/DriverPeriod";
import type { PeriodForm } from "@/bindings/PeriodForm";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { SelectField, TextField } from "@/shared/Fields";
import { SuggestField } from "@/shared/SuggestField";
import { savePeriod } from "./actions";
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
  const set = (part: Partial<PeriodForm>) => setForm((before) => ({ ...before, ...part }));
  const backwards = form.to !== "" && form.from !== "" && form.to < form.from;
  const complete = form.vehicle !== "" && form.driver.trim() !== "" && !backwards;
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (complete && (await savePeriod({ ...form, driver: form.driver.trim() }))) props.onClose();
  };
  return (
    <Dialog opened title={t(props.period ? "period.edit" : "period.add")} onClose={props.onClose} width={420}>
      <form className="stack" data-testid="period-form" onSubmit={(event) => void save(event)}>
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
        <TextField
          data-testid="period-from"
          label={t("period.from")}
          description={t("period.fromHint")}
          placeholder="2026-03-01 08:00"
          value={form.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextField
          data-testid="period-to"
          label={t("period.to")}
          description={t("period.toHint")}
          placeholder={t("period.now")}
          error={backwards ? t("period.backwards") : undefined}
          value={form.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={props.onClose}>{t("common:action.cancel")}</Button>
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
