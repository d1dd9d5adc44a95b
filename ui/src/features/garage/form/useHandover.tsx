import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { VehicleForm } from "@/bindings/VehicleForm";
import { type Since, SinceField, sinceForCore } from "@/features/drivers";
import { useTranslation } from "@/i18n";
import { vehicleQuery } from "../queries";
import css from "./form.module.css";

type Handover = {
  /** From when another driver has it, as the core takes it; null while that cannot be read. */
  since: string | null;
  /** Asks for it; nothing where the driver stays. */
  field: ReactNode;
};

/** Another driver in a vehicle's form has it from a moment on; whatever was before stays with the one before. */
export function useHandover(start: VehicleForm, form: VehicleForm): Handover {
  const { t } = useTranslation("drivers");
  const [since, setSince] = useState<Since>(null);
  const known = useQuery({ ...vehicleQuery(form.id ?? ""), enabled: form.id !== null }).data;
  const neverHad = form.id === null || known?.drivers.length === 0;
  const driver = form.driver.trim();
  if (driver === start.driver) return { since: "", field: null };
  const before = start.driver === "" ? t("since.nobodyBefore") : t("since.before", { name: start.driver });
  const hint = neverHad ? t("since.neverHad") : before;
  return {
    since: sinceForCore(since, neverHad),
    field: (
      <div className={css.wide}>
        <SinceField value={since} onChange={setSince} neverHad={neverHad} hint={hint} />
      </div>
    ),
  };
}
