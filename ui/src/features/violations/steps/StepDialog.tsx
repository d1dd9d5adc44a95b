import { useState } from "react";
import type { CommandError } from "@/bindings/CommandError";
import type { Payment } from "@/bindings/Payment";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { useTranslation } from "@/i18n";
import { todayInChina } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { DateField } from "@/shared/DateField";
import { Dialog } from "@/shared/Dialog";
import { useGarageSettings } from "@/shared/data/settings";
import { LongTextField } from "@/shared/Fields";
import { CancelButton } from "@/shared/leaveDialog";
import { Refusal } from "@/shared/Refusal";
import { SuggestField } from "@/shared/SuggestField";
import { takeStep } from "../actions";
import { beginDraft, type Draft, type StepKind, stepOf, type Wrong, wrongOf } from "./draft";
import { PaidFields } from "./PaidFields";

type StepProps = {
  kind: StepKind;
  selection: ViolationSelection;
  count: number;
  /** Of a single one: its fine, and what was said of its payment before. */
  fine?: number | null;
  said?: Payment | null;
  onClose: () => void;
  onDone?: () => void;
};

const LONGEST = 200;

/** Says one thing of violations. Whatever is left as it begins is today and as usual: Enter is enough. */
export function StepDialog({ kind, selection, count, fine = null, said = null, onClose, onDone }: StepProps) {
  const { t } = useTranslation(["violations", "common"]);
  const [draft, setDraft] = useState(() => beginDraft(todayInChina(), fine, kind === "paid" ? said : null));
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<CommandError | null>(null);
  const set = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setRefused(null);
  };
  const asFined = kind === "paid" && count > 1;
  const wrong = wrongOf(kind, draft, asFined);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) return;
    const error = await takeStep(selection, stepOf(kind, draft, asFined), asFined, draft.receipts);
    if (error) return setRefused(error);
    onDone?.();
    onClose();
  };
  return (
    <Dialog
      opened
      title={t(`step.title.${kind}`, { count, shown: formatCount(count) })}
      onClose={onClose}
      width={440}
    >
      <form className="stack" data-testid="step-form" onSubmit={(event) => void save(event)}>
        <Fields
          kind={kind}
          draft={draft}
          set={set}
          asFined={asFined}
          wrong={tried || wrong !== "why" ? wrong : null}
        />
        {refused && <Refusal error={refused} />}
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <CancelButton />
          <Button kind="primary" type="submit" data-testid="step-save">
            {t(`step.verb.${kind}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type FieldsProps = {
  kind: StepKind;
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  asFined: boolean;
  wrong: Wrong | null;
};

function Fields({ kind, draft, set, asFined, wrong }: FieldsProps) {
  const { t } = useTranslation("violations");
  if (kind === "dropped") {
    return (
      <LongTextField
        data-autofocus
        data-testid="step-why"
        label={t("step.why")}
        maxLength={LONGEST}
        error={wrong === "why" ? t("step.whyMissing") : undefined}
        value={draft.why}
        onChange={(event) => set({ why: event.currentTarget.value })}
      />
    );
  }
  return (
    <>
      <DateField
        data-autofocus
        data-testid="step-on"
        label={t(`step.on.${kind}`)}
        maxDate={todayInChina()}
        value={draft.on || null}
        onChange={(day) => set({ on: day === null ? "" : String(day) })}
      />
      {kind === "told" && <ToldFields draft={draft} set={set} />}
      {kind === "handled" && (
        <SuggestField
          data-testid="step-by"
          label={t("step.by")}
          description={t("step.byHint")}
          maxLength={LONGEST}
          value={draft.by}
          onChange={(by) => set({ by })}
          known={[{ key: t("step.byDriver"), count: 0 }]}
        />
      )}
      {kind === "paid" && <PaidFields draft={draft} set={set} wrong={wrong} asFined={asFined} />}
    </>
  );
}

const HOW = ["wechat", "phone", "inPerson", "onPaper"] as const;

function ToldFields({ draft, set }: Pick<FieldsProps, "draft" | "set">) {
  const { t } = useTranslation("violations");
  const days = useGarageSettings().data?.notice_days;
  return (
    <>
      <SuggestField
        data-testid="step-how"
        label={t("step.how")}
        maxLength={LONGEST}
        value={draft.how}
        onChange={(how) => set({ how })}
        known={HOW.map((one) => ({ key: t(`step.ways.${one}`), count: 0 }))}
      />
      <DateField
        clearable
        data-testid="step-due"
        label={t("step.due")}
        description={days !== undefined && t("step.dueHint", { count: days })}
        value={draft.due || null}
        onChange={(day) => set({ due: day === null ? "" : String(day) })}
      />
    </>
  );
}
