import { useState } from "react";
import type { DriverDetail } from "@/bindings/DriverDetail";
import type { DriverForm } from "@/bindings/DriverForm";
import { useLanguage, useTranslation } from "@/i18n";
import { fineInText } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { CancelButton } from "@/shared/leaveDialog";
import { saveDriver } from "./actions";
import { DriverFields, isLicenceTail } from "./DriverFields";
import { useDriverNames } from "./queries";

type DialogProps = { detail?: DriverDetail; onClose: () => void; onSaved: (name: string) => void };

/** Adds a driver, or changes one. A name that somebody has already joins the two, and says so. */
export function DriverDialog({ detail, onClose, onSaved }: DialogProps) {
  const { t } = useTranslation("drivers");
  const formerly = detail?.row.driver ?? null;
  const [form, setForm] = useState<DriverForm>({
    formerly,
    name: formerly ?? "",
    licence_since: detail?.licence_since ?? "",
    note: detail?.note ?? "",
    phone: detail?.phone ?? "",
    licence_tail: detail?.licence_tail ?? "",
    licence_until: detail?.licence_until ?? "",
    left_on: detail?.left_on ?? "",
  });
  const taken = useDriverNames().some(({ key }) => key === form.name.trim() && key !== formerly);
  const set = (part: Partial<DriverForm>) => setForm((before) => ({ ...before, ...part }));
  const name = form.name.trim();
  const complete = name !== "" && isLicenceTail(form.licence_tail);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (!complete || !(await saveDriver({ ...form, name }))) return;
    onSaved(name);
    onClose();
  };
  return (
    <Dialog opened title={t(detail ? "panel.edit" : "add")} onClose={onClose} width={560}>
      <form className="stack" onSubmit={(event) => void save(event)} data-testid="driver-form">
        <DriverFields
          form={form}
          set={set}
          nameHint={taken ? t(detail ? "field.joins" : "field.known") : undefined}
        />
        {detail && form.left_on !== "" && <StillOpen detail={detail} />}
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <CancelButton />
          <Button kind="primary" type="submit" disabled={!complete} data-testid="driver-save">
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is open on somebody who leaves: a driver should be clear by then. */
function StillOpen({ detail: { row, vehicles } }: { detail: DriverDetail }) {
  const { t } = useTranslation("drivers");
  const language = useLanguage();
  const { totals } = row;
  const unknown = totals.fines_unknown > 0 ? t("stillOpen.unknown", { count: totals.fines_unknown }) : "";
  const owed = t("stillOpen.open", {
    count: totals.unpaid,
    fines: `${fineInText(totals.fines_due_fen, language)}${unknown}`,
    points: totals.points_waiting,
  });
  return (
    <p data-testid="driver-open">
      {totals.unpaid > 0 ? owed : t("stillOpen.clear")}
      {vehicles.length > 0 && t("stillOpen.vehicles", { count: vehicles.length })}
    </p>
  );
}
