import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Left } from "@/bindings/Left";
import type { Selection } from "@/bindings/Selection";
import type { Totals } from "@/bindings/Totals";
import { checkSelection } from "@/features/check";
import { rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { fineInText, formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { DateField } from "@/shared/DateField";
import { Dialog } from "@/shared/Dialog";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { CancelButton } from "@/shared/leaveDialog";
import { LEFT } from "@/shared/links";
import { Segmented } from "@/shared/Segmented";
import { leaveVehicles } from "../actions";

type LeaveProps = { request: Selection; count: number; onClose: () => void; onDone: () => void };

/** Vehicles that are no longer in use: why, since when, what is still open, and a last check before that. */
export function LeaveDialog({ request, count, onClose, onDone }: LeaveProps) {
  const { t } = useTranslation(["garage", "common"]);
  const [left, setLeft] = useState<Left>("sold");
  const [on, setOn] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const open = useQuery({ queryKey: ["vehicles", "open", request], queryFn: () => openOf(request) });
  const apply = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const done = await leaveVehicles(request, left, on ?? "");
    setBusy(false);
    if (!done) return;
    onDone();
    onClose();
  };
  const check = () => {
    onClose();
    checkSelection(request, { fresh: 0 });
  };
  return (
    <Dialog
      opened
      title={t("left.title", { count, shown: formatCount(count) })}
      onClose={onClose}
      width={440}
    >
      <form className="stack" onSubmit={(event) => void apply(event)} data-testid="leave-form">
        <Segmented
          label={t("filter.left")}
          value={left}
          segments={LEFT.map((value) => ({
            value,
            label: <span data-testid={`leave-${value}`}>{t(`common:left.${value}`)}</span>,
          }))}
          onChange={setLeft}
        />
        <DateField
          clearable
          data-testid="leave-on"
          label={t("left.on")}
          description={t("left.onHint")}
          value={on}
          onChange={(day) => setOn(day === null ? null : String(day))}
        />
        <p data-testid="leave-open">{open.data && <Open {...open.data} />}</p>
        <p className="soft">{t("left.hint")}</p>
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Button icon="check" data-testid="leave-check" onClick={check}>
            {t("left.check")}
          </Button>
          <span className="grow" />
          <CancelButton />
          <Button kind="primary" type="submit" disabled={busy} data-testid="leave-apply">
            {t("left.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Owed = { totals: Totals; unanswered: number };

async function openOf(request: Selection): Promise<Owed> {
  const filter = request.kind === "ids" ? { ...EVERY_VEHICLE, vehicle: request.ids } : request.filter;
  return rpc("vehicles", { filter, sort: null, offset: 0, limit: 1 });
}

/** 「还有 3 条未缴：待缴罚款 350 元，另有 1 条未知，待处理记分 9 分。」 */
function Open({ totals, unanswered }: Owed) {
  const { t } = useTranslation("garage");
  const language = useLanguage();
  const unknown = totals.fines_unknown > 0 ? t("left.unknown", { count: totals.fines_unknown }) : "";
  const never =
    unanswered > 0 ? t("left.unanswered", { count: unanswered, shown: formatCount(unanswered) }) : "";
  if (totals.unpaid === 0) return <>{never || t("left.clear")}</>;
  return (
    <>
      {t("left.open", {
        count: totals.unpaid,
        shown: formatCount(totals.unpaid),
        fines: `${fineInText(totals.fines_due_fen, language)}${unknown}`,
        points: formatCount(totals.points_waiting),
      })}
      {never}
    </>
  );
}
