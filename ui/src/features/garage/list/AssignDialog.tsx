import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Selection as Request } from "@/bindings/Selection";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { type Selection, selectedCount } from "@/shared/grid";
import { assignVehicles } from "../actions";
import { SuggestField } from "../form/SuggestField";
import { choicesQuery } from "../queries";

type AssignProps = {
  field: "group" | "driver";
  selection: Selection;
  request: Request;
  total: number;
  onClose: () => void;
};

/** One field for many vehicles; an empty value clears it, undo brings all back. */
export function AssignDialog({ field, selection, request, total, onClose }: AssignProps) {
  const { t } = useTranslation(["garage", "common"]);
  const choices = useQuery(choicesQuery).data;
  const [value, setValue] = useState("");
  const [busy, setBusy] = useState(false);
  const count = selectedCount(selection, total);
  const known = field === "group" ? choices?.groups : choices?.drivers;
  const apply = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = await assignVehicles(request, field, value.trim());
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      opened
      title={t(`assign.${field}`, { count, shown: formatCount(count) })}
      onClose={onClose}
      width={420}
    >
      <form className="stack" onSubmit={(event) => void apply(event)}>
        <SuggestField
          data-autofocus
          data-testid="assign-value"
          label={t(`field.${field}`)}
          description={t("assign.clears")}
          value={value}
          onChange={setValue}
          known={known}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button onClick={onClose}>{t("common:action.cancel")}</Button>
          <Button kind="primary" type="submit" disabled={busy} data-testid="assign-apply">
            {value.trim() === "" ? t("assign.clear") : t("assign.set")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
