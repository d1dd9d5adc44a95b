import { useMemo } from "react";
import type { CallRow } from "@/bindings/CallRow";
import { useTranslation } from "@/i18n";
import { formatFen } from "@/i18n/money";
import { Chip, type Tone } from "@/shared/Chip";
import { useCodeWords } from "@/shared/codeWords";
import type { GridColumn } from "@/shared/grid";
import type { IconName } from "@/shared/Icon";
import { Nothing } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import { useProviderColumn, useTimeColumn } from "../askedColumns";

/** How a call ended, as its chip. */
const LOOKS: Record<CallRow["state"], { tone: Tone; icon: IconName }> = {
  waiting: { tone: "quiet", icon: "ring" },
  asked: { tone: "info", icon: "dots" },
  answered: { tone: "clean", icon: "tick" },
  failed: { tone: "failed", icon: "close" },
  doubtful: { tone: "doubtful", icon: "question" },
  unreadable: { tone: "info", icon: "question" },
};

/** The word for how a call ended; one that a person confirmed is no longer unconfirmed. */
const endOf = (call: CallRow) =>
  call.by_person && call.state === "doubtful" ? "resolved" : (call.state satisfies keyof typeof LOOKS);

/** What stands where a call has no plate: a lookup is about none, another's vehicle was erased. */
export const nameless = (call: CallRow) => (call.vehicle === null ? "calls.lookup" : "calls.erased");

/** The plate that was asked about, in its colours. */
export function CallPlate({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  if (call.plate === null) return <span className="muted">{t(nameless(call))}</span>;
  return <Plate plate={call.plate} plateType={call.plate_type ?? ""} />;
}

/** How a call ended; a doubtful one that a person settled says so. */
export function CallState({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  const end = endOf(call);
  return <Chip {...LOOKS[end === "resolved" ? "answered" : end]}>{t(`attempt.${end}`)}</Chip>;
}

/** Charged, free, doubtful or still under way; and that a person said so. */
function useCallCharge(): (call: CallRow) => string {
  const { t } = useTranslation("check");
  return (call) => {
    if (call.state === "asked") return t("calls.asking");
    const words = t(`calls.is.${call.charge}`);
    return call.by_person ? t("calls.byPerson", { words }) : words;
  };
}

/** Columns of the ledger. */
export function useCallColumns(): readonly GridColumn<CallRow>[] {
  const { t } = useTranslation("check");
  const time = useTimeColumn<CallRow>("asked_at", t("items.time"), (row) => row.asked_at);
  const provider = useProviderColumn<CallRow>();
  const chargeOf = useCallCharge();
  const codeWords = useCodeWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: chargeOf and codeWords follow t
  return useMemo(() => {
    const cost = (row: CallRow) => {
      if (row.charge === "yes" && row.cost_fen === null) return t("cost.noPrice");
      return row.cost_fen === null ? "" : formatFen(row.cost_fen, 2);
    };
    const words = ({ code, text }: CallRow) => [code && codeWords(code), text].filter(Boolean).join(" ");
    return [
      time,
      {
        id: "plate",
        header: t("items.plate"),
        width: 112,
        render: (row) => <CallPlate call={row} />,
        text: (row) => row.plate ?? t(nameless(row)),
      },
      provider,
      {
        id: "state",
        header: t("items.outcome"),
        width: 112,
        render: (row) => <CallState call={row} />,
        text: (row) => t(`attempt.${endOf(row)}`),
      },
      {
        id: "words",
        header: t("items.words"),
        width: 180,
        grow: 1,
        render: (row) => <span className="clip">{words(row)}</span>,
        text: words,
      },
      {
        id: "charge",
        header: t("calls.charge"),
        width: 148,
        render: chargeOf,
        text: chargeOf,
      },
      {
        id: "cost",
        header: t("items.cost"),
        width: 104,
        align: "end",
        render: (row) => cost(row) || <Nothing />,
        text: cost,
      },
    ];
  }, [t, time, provider]);
}
