import { useState } from "react";
import type { BulkField } from "@/bindings/BulkField";
import type { VehicleQuery } from "@/bindings/VehicleQuery";
import { checkSelection } from "@/features/check";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { exportFile } from "@/shared/files/exportFile";
import { BulkBar, type Selection, type SelectionAction, selectedCount, toRequest } from "@/shared/grid";
import { lazyPart } from "@/shared/lazyPart";
import { Menu } from "@/shared/Menu";
import { deleteVehicles, returnVehicles } from "../actions";

const LeaveDialog = lazyPart(() => import("./LeaveDialog").then((part) => part.LeaveDialog));
const AssignDialog = lazyPart(() => import("./AssignDialog").then((part) => part.AssignDialog));

type BulkProps = {
  selection: Selection;
  dispatch: (action: SelectionAction) => void;
  total: number;
  query: VehicleQuery;
};

/** What can be done with the chosen vehicles. */
export function Bulk({ selection, dispatch, total, query }: BulkProps) {
  const { t } = useTranslation("garage");
  const [assigning, setAssigning] = useState<BulkField | null>(null);
  const [leaving, setLeaving] = useState(false);
  const chosen = toRequest(selection, query.filter);
  const clear = () => dispatch({ type: "none" });
  const remove = async () => {
    if (await deleteVehicles(chosen)) clear();
  };
  const quiet = { kind: "quiet", size: "small" } as const;
  const save = (
    <Button
      {...quiet}
      icon="exportFile"
      data-testid="bulk-export"
      onClick={() => void exportFile({ what: "vehicles", query, only: chosen }, t("title"))}
    >
      {t("export")}
    </Button>
  );
  if (query.filter.left.length > 0) {
    const back = async () => {
      if (await returnVehicles(chosen)) clear();
    };
    return (
      <BulkBar selection={selection} total={total} dispatch={dispatch}>
        <Button {...quiet} icon="tick" data-testid="bulk-return" onClick={() => void back()}>
          {t("left.return")}
        </Button>
        {save}
      </BulkBar>
    );
  }
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
        <MoreFields onChoose={setAssigning} />
        <Button {...quiet} data-testid="bulk-leave" onClick={() => setLeaving(true)}>
          {t("left.leave")}
        </Button>
        {save}
        <Button {...quiet} icon="trash" data-testid="bulk-delete" onClick={() => void remove()}>
          {t("bulk.delete")}
        </Button>
      </BulkBar>
      {leaving && (
        <LeaveDialog
          request={chosen}
          count={selectedCount(selection, total)}
          onClose={() => setLeaving(false)}
          onDone={clear}
        />
      )}
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

const MORE = ["owner", "provider", "city_code"] as const satisfies readonly BulkField[];

/** The fields that are set for many now and then. */
function MoreFields({ onChoose }: { onChoose: (field: BulkField) => void }) {
  const { t } = useTranslation("garage");
  return (
    <Menu
      position="top-start"
      target={
        <Button kind="quiet" size="small" icon="edit" data-testid="bulk-more">
          {t("bulk.more")}
        </Button>
      }
      entries={() =>
        MORE.map((field) => ({
          kind: "item",
          id: `bulk-${field}`,
          label: t(`field.${field}`),
          onPress: () => onChoose(field),
        }))
      }
    />
  );
}
