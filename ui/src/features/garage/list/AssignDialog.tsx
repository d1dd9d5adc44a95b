import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BulkField } from "@/bindings/BulkField";
import type { Selection as Request } from "@/bindings/Selection";
import { type Since, SinceField, sinceForCore } from "@/features/drivers";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { say, useProviders } from "@/shared/data/settings";
import { SelectField } from "@/shared/Fields";
import { type Selection, selectedCount } from "@/shared/grid";
import { CancelButton } from "@/shared/leaveDialog";
import { SuggestField } from "@/shared/SuggestField";
import { assignVehicles } from "../actions";
import { CityFields } from "../form/ProviderFields";
import { choicesQuery } from "../queries";

type AssignProps = {
  field: BulkField;
  selection: Selection;
  request: Request;
  total: number;
  onClose: () => void;
};

/** One field for many vehicles; an empty value clears it, undo brings all back. */
export function AssignDialog({ field, selection, request, total, onClose }: AssignProps) {
  const { t } = useTranslation(["garage", "drivers"]);
  const [value, setValue] = useState("");
  const [busy, setBusy] = useState(false);
  const count = selectedCount(selection, total);
  const clears = value.trim() === "";
  const [since, setSince] = useState<Since>(null);
  // Of many vehicles some may have had a driver: since always is never offered for all.
  const from = field === "driver" ? sinceForCore(since, false) : "";
  const apply = async (event: React.FormEvent) => {
    event.preventDefault();
    if (from === null) return;
    setBusy(true);
    const done = await assignVehicles(request, field, value.trim(), from);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      opened
      title={t("assign.title", { count, shown: formatCount(count), field: t(`field.${field}`) })}
      onClose={onClose}
      width={420}
    >
      <form className="stack" onSubmit={(event) => void apply(event)}>
        <Value field={field} value={value} onChange={setValue} />
        {field === "driver" && (
          <SinceField value={since} onChange={setSince} neverHad={false} hint={t("drivers:since.many")} />
        )}
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <CancelButton />
          <Button
            kind={clears ? undefined : "primary"}
            type="submit"
            disabled={busy || from === null}
            data-testid="assign-apply"
          >
            {clears
              ? t("assign.clear", { count, shown: formatCount(count), field: t(`field.${field}`) })
              : t("assign.set")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type ValueProps = { field: BulkField; value: string; onChange: (value: string) => void };

function Value({ field, value, onChange }: ValueProps) {
  const { t } = useTranslation("garage");
  const choices = useQuery(choicesQuery).data;
  if (field === "provider") return <ProviderValue value={value} onChange={onChange} />;
  if (field === "city_code") return <CityValue value={value} onChange={onChange} />;
  const known = field === "group" ? choices?.groups : field === "driver" ? choices?.drivers : undefined;
  return (
    <SuggestField
      data-autofocus
      data-testid="assign-value"
      label={t(`field.${field}`)}
      description={t("assign.clears")}
      value={value}
      onChange={onChange}
      known={known}
    />
  );
}

const DEFAULT = "default";

function ProviderValue({ value, onChange }: Omit<ValueProps, "field">) {
  const { t } = useTranslation("garage");
  const language = useLanguage();
  const names = (useProviders().data ?? []).map(({ descriptor }) => ({
    value: descriptor.id,
    label: say(descriptor.name, language),
  }));
  return (
    <SelectField
      data-autofocus
      data-testid="assign-value"
      label={t("field.provider")}
      value={value || DEFAULT}
      data={[{ value: DEFAULT, label: t("form.defaultPlain") }, ...names]}
      onChange={(id) => onChange(id === DEFAULT || id === null ? "" : id)}
    />
  );
}

/** The city of the provider that works by cities. */
function CityValue({ value, onChange }: Omit<ValueProps, "field">) {
  const { t } = useTranslation("garage");
  const provider = (useProviders().data ?? []).find((view) => view.descriptor.needs_city);
  if (!provider) return <p className="muted">{t("form.noCities")}</p>;
  return <CityFields provider={provider.descriptor.id} code={value} set={(_field, code) => onChange(code)} />;
}
