import { useState } from "react";
import type { VehicleFilter } from "@/bindings/VehicleFilter";
import { checkSelection } from "@/features/check/selection";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { BulkBar, type Selection, type SelectionAction, toRequest } from "@/shared/grid";
import { deleteVehicles } from "../actions";
import { AssignDialog } from "./AssignDialog";

type BulkProps = {
  selection: Selection;
  dispatch: (action: SelectionAction) => void;
  total: number;
  filter: VehicleFilter;
  onExport: () => void;
};

/** What can be done with the chosen vehicles. */
export function Bulk({ selection, dispatch, total, filter, onExport }: BulkProps) {
  const { t } = useTranslation("garage");
  const [assigning, setAssigning] = useState<"group" | "driver" | null>(null);
  const chosen = toRequest(selection, filter);
  // An export takes a filter, so it can only mean all that match.
  const everything = selection.mode === "allMatching" && selection.except.length === 0;
  const clear = () => dispatch({ type: "none" });
  const remove = async () => {
    if (await deleteVehicles(chosen)) clear();
  };
  const quiet = { kind: "quiet", size: "small" } as const;
  return (
    <>
      <BulkBar selection={selection} total={total} dispatch={dispatch}>
        <Button {...quiet} icon="check" data-testid="bulk-check" onClick={() => checkSelection(chosen)}>
          {t("bulk.check")}
        </Button>
        <Button {...quiet} icon="tag" data-testid="bulk-group" onClick={() => setAssigning("group")}>
          {t("bulk.group")}
        </Button>
        <Button {...quiet} icon="drivers" data-testid="bulk-driver" onClick={() => setAssigning("driver")}>
          {t("bulk.driver")}
        </Button>
        {everything && (
          <Button {...quiet} icon="exportFile" data-testid="bulk-export" onClick={onExport}>
            {t("export")}
          </Button>
        )}
        <Button {...quiet} icon="trash" data-testid="bulk-delete" onClick={() => void remove()}>
          {t("bulk.delete")}
        </Button>
      </BulkBar>
      {assigning && (
        <AssignDialog
          field={assigning}
          selection={selection}
          request={chosen}
          total={total}
          onClose={() => setAssigning(null)}
        />
      )}
    </>
  );
}
