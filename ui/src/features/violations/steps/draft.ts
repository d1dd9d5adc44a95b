import type { ChosenFile } from "@/bindings/ChosenFile";
import type { Payer } from "@/bindings/Payer";
import type { Payment } from "@/bindings/Payment";
import type { Step } from "@/bindings/Step";
import { formatFen, parseYuan } from "@/i18n/money";

/** What a person can say of violations; 「撤回」 needs no form. */
export const STEPS = ["told", "handled", "paid", "dropped"] as const;
/** One of these steps. */
export type StepKind = (typeof STEPS)[number];

/** The form of a step, as typed. What is not the step's own stays unused. */
export type Draft = {
  /** YYYY-MM-DD; "" = today. */
  on: string;
  how: string;
  /** YYYY-MM-DD; "" = so many days after the notice as the settings say. */
  due: string;
  by: string;
  why: string;
  /** Yuan. */
  amount: string;
  payer: Payer | null;
  driverPart: string;
  agentFee: string;
  /** YYYY-MM; "" = none. */
  month: string;
  receipts: ChosenFile[];
};

/** Yuan as they are typed. */
const typed = (fen: number | null | undefined) => (fen == null ? "" : formatFen(fen, 0).replaceAll(",", ""));

/** The form as it begins: with what was said before, else with today and the violation's own fine. */
export function beginDraft(today: string, fine: number | null, said: Payment | null): Draft {
  return {
    on: said?.on ?? today,
    how: "",
    due: "",
    by: "",
    why: "",
    amount: typed(said ? said.amount : fine),
    payer: said?.payer ?? null,
    driverPart: typed(said?.driver_part),
    agentFee: typed(said?.agent_fee),
    month: said?.deducted_month ?? "",
    receipts: [],
  };
}

/** A part of the form that cannot be read. */
export type Wrong = "amount" | "driverPart" | "agentFee" | "why";

/** What stands in the way of saying it. The core decides about the rest. */
export function wrongOf(kind: StepKind, draft: Draft, asFined: boolean): Wrong | null {
  if (kind === "dropped") return draft.why.trim() === "" ? "why" : null;
  if (kind !== "paid") return null;
  if (!asFined && parseYuan(draft.amount) === undefined) return "amount";
  if (draft.payer === "shared" && parseYuan(draft.driverPart) === undefined) return "driverPart";
  return parseYuan(draft.agentFee) === undefined ? "agentFee" : null;
}

/** The form as the core takes it. */
export function stepOf(kind: StepKind, draft: Draft, asFined: boolean): Step {
  const on = draft.on || null;
  if (kind === "told") return { step: "told", on, how: draft.how.trim(), due: draft.due || null };
  if (kind === "handled") return { step: "handled", on, by: draft.by.trim() };
  if (kind === "dropped") return { step: "dropped", why: draft.why.trim() };
  return {
    step: "paid",
    on,
    amount: asFined ? null : (parseYuan(draft.amount) ?? null),
    payer: draft.payer,
    driver_part: draft.payer === "shared" && !asFined ? (parseYuan(draft.driverPart) ?? null) : null,
    agent_fee: parseYuan(draft.agentFee) ?? null,
    deducted_month: draft.payer === "company" ? null : draft.month || null,
  };
}
