import type { Payer } from "@/bindings/Payer";
import { useTranslation } from "@/i18n";
import { SelectField, TextField } from "@/shared/Fields";
import { lastMonths } from "@/shared/MonthChoice";
import { Segmented } from "@/shared/Segmented";
import { ChosenReceipts } from "../receipts/ChosenReceipts";
import css from "../violations.module.css";
import type { Draft, Wrong } from "./draft";

type PaidProps = {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  wrong: Wrong | null;
  /** Several at once: each was paid as fined. */
  asFined: boolean;
};

const PAYERS = ["open", "company", "driver", "shared"] as const;
const NO_MONTH = "none";
/** A wage is held back in this month, the next, or an earlier one. */
const AHEAD_MS = 31 * 86_400_000;

/** How much was paid, who bears it, and what an agent took. */
export function PaidFields({ draft, set, wrong, asFined }: PaidProps) {
  const { t } = useTranslation("violations");
  const yuan = (field: "amount" | "driverPart" | "agentFee") => ({
    "data-testid": `paid-${field}`,
    label: t(`paid.${field}`),
    inputMode: "decimal" as const,
    rightSection: <span className="muted">{t("paid.yuan")}</span>,
    rightSectionWidth: 36,
    value: draft[field],
    error: wrong === field ? t("paid.wrong") : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
  });
  const payer = draft.payer ?? "open";
  return (
    <>
      {asFined ? (
        <p className="soft">{t("paid.asFined")}</p>
      ) : (
        <TextField {...yuan("amount")} description={t("paid.amountHint")} />
      )}
      <div className={css.choice}>
        <span className="soft">{t("paid.payer")}</span>
        <Segmented
          small
          label={t("paid.payer")}
          value={payer}
          segments={PAYERS.map((value) => ({
            value,
            label: <span data-testid={`payer-${value}`}>{t(`payer.${value}`)}</span>,
          }))}
          onChange={(value) => set({ payer: value === "open" ? null : (value as Payer) })}
        />
      </div>
      {payer === "shared" && !asFined && <TextField {...yuan("driverPart")} />}
      <TextField {...yuan("agentFee")} description={t("paid.agentFeeHint")} />
      {(payer === "driver" || payer === "shared") && (
        <SelectField
          data-testid="paid-month"
          label={t("paid.month")}
          value={draft.month || NO_MONTH}
          data={[
            { value: NO_MONTH, label: t("paid.noMonth") },
            ...lastMonths(Date.now() + AHEAD_MS, 12).map((month) => ({ value: month, label: month })),
          ]}
          onChange={(month) => set({ month: month === NO_MONTH || month === null ? "" : month })}
        />
      )}
      <ChosenReceipts chosen={draft.receipts} set={(receipts) => set({ receipts })} />
    </>
  );
}
