import { useState } from "react";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { useDriverNames } from "@/features/drivers";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { CancelButton } from "@/shared/leaveDialog";
import { SuggestField } from "@/shared/SuggestField";
import { giveViolations, takeBackGiven } from "./actions";
import css from "./violations.module.css";

const LONGEST = 200;

type GiveProps = {
  selection: ViolationSelection;
  count: number;
  /** Whose it is by now; a reason that stood there is kept. */
  driver?: string;
  reason?: string;
  /** Something may have been given by hand already, which can be taken back here. */
  canTakeBack: boolean;
  onClose: () => void;
  onDone?: () => void;
};

/** Gives violations to somebody, whatever the driving periods say; the reason is kept with it. */
export function GiveDialog(props: GiveProps) {
  const { selection, count, canTakeBack, onClose, onDone } = props;
  const { t } = useTranslation(["violations", "common"]);
  const [driver, setDriver] = useState(props.driver ?? "");
  const [reason, setReason] = useState(props.reason ?? "");
  const names = useDriverNames();
  const why = (["standIn", "borrowed"] as const).map((key) => ({ key: t(`give.${key}`), count: 0 }));
  const complete = driver.trim() !== "" && reason.trim() !== "";
  const finish = (done: boolean) => {
    if (!done) return;
    onDone?.();
    onClose();
  };
  const give = async (event: React.FormEvent) => {
    event.preventDefault();
    if (complete) finish(await giveViolations(selection, driver.trim(), reason.trim()));
  };
  const shown = formatCount(count);
  return (
    <Dialog opened title={t("give.title", { count, shown })} onClose={onClose} width={440}>
      <form className="stack" data-testid="give-form" onSubmit={(event) => void give(event)}>
        <SuggestField
          data-autofocus
          data-testid="give-driver"
          label={t("column.driver")}
          maxLength={LONGEST}
          value={driver}
          onChange={setDriver}
          known={names}
        />
        <SuggestField
          data-testid="give-reason"
          label={t("give.reason")}
          description={t("give.reasonHint")}
          maxLength={LONGEST}
          value={reason}
          onChange={setReason}
          known={why}
        />
        <div className={css.dialogFoot}>
          {canTakeBack && (
            <Button
              kind="quiet"
              data-testid="give-back"
              onClick={() => void takeBackGiven(selection).then(finish)}
            >
              {t("give.takeBack")}
            </Button>
          )}
          <span className="grow" />
          <CancelButton />
          <Button kind="primary" type="submit" disabled={!complete} data-testid="give-save">
            {t("give.verb")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
