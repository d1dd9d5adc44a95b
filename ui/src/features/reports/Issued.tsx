import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ClearanceHead } from "@/bindings/ClearanceHead";
import { ClearanceDialog } from "@/features/clearance";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { IssuedList } from "@/shared/IssuedList";
import { Panel } from "@/shared/Panel";
import { ErrorState } from "@/shared/States";
import css from "./reports.module.css";

/** Every sheet that was issued, settlements and clearance sheets, whomever they are about. */
export function IssuedPanel({ onSettlement }: { onSettlement: (id: string) => void }) {
  const { t } = useTranslation("reports");
  const [open, setOpen] = useState<ClearanceHead | null>(null);
  const settlements = useQuery({
    queryKey: ["violations", "settlements"],
    queryFn: () => rpc("settlements", {}),
  });
  const clearances = useQuery({
    queryKey: ["violations", "clearances", null],
    queryFn: () => rpc("clearances", { about: null }),
  });
  const error = settlements.error ?? clearances.error;
  const none = settlements.data?.length === 0 && clearances.data?.length === 0;
  return (
    <Panel copies className={css.totals} title={t("issued.title")} aside={t("issued.aside")}>
      <div className={css.roll}>
        {error && <ErrorState error={asCommandError(error)} />}
        {none && <p className={css.more}>{t("issued.none")}</p>}
        <IssuedList
          title={t("settlement.title")}
          testId="issued-settlements"
          heads={settlements.data ?? []}
          label={(head) => t("settlement.head", { month: head.month, number: head.number })}
          onOpen={(head) => onSettlement(head.id)}
        />
        <IssuedList
          title={t("clearance.title")}
          testId="issued-clearances"
          heads={clearances.data ?? []}
          label={(head) =>
            `${head.subject} · ${t("clearance.head", {
              number: head.number,
              use: t(`clearance.for.${head.purpose}`),
            })}`
          }
          onOpen={setOpen}
        />
      </div>
      {open && (
        <ClearanceDialog key={open.id} about={open.about} opens={open.id} onClose={() => setOpen(null)} />
      )}
    </Panel>
  );
}
