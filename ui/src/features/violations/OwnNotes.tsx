import { useState } from "react";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { DateField } from "@/shared/DateField";
import { LongTextField } from "@/shared/Fields";
import { FineText, Nothing } from "@/shared/Money";
import { Facts } from "@/shared/Panel";
import { noteViolations } from "./actions";
import css from "./violations.module.css";

type Editing = "note" | "date" | null;

/** What the person knows besides: it never changes the provider's state. */
export function OwnNotes({ detail }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  const [editing, setEditing] = useState<Editing>(null);
  const { row, decision_date: date } = detail;
  const one = { kind: "ids" as const, ids: [row.id] };
  const done = () => setEditing(null);
  return (
    <>
      <div className={css.buttons}>
        <Button size="small" icon="edit" data-testid="edit-note" onClick={() => setEditing("note")}>
          {t(row.note ? "mine.editNote" : "mine.addNote")}
        </Button>
        <Button size="small" kind="quiet" data-testid="edit-date" onClick={() => setEditing("date")}>
          {t(date ? "mine.editDate" : "mine.addDate")}
        </Button>
      </div>
      {editing === "note" && <NoteForm one={one} note={row.note ?? ""} onDone={done} />}
      {editing === "date" && <DateForm one={one} date={date} onDone={done} />}
      {editing === null && (row.note || date) && (
        <div className={css.form}>
          <Facts
            rows={[
              ...(row.note ? [[t("mine.note"), row.note] as [string, string]] : []),
              ...(date ? [[t("mine.date"), date] as [string, string]] : []),
            ]}
          />
        </div>
      )}
      <LateFee detail={detail} />
    </>
  );
}

type FormProps = { one: ViolationSelection; onDone: () => void };

function NoteForm({ one, note, onDone }: FormProps & { note: string }) {
  const { t } = useTranslation(["violations", "common"]);
  const [text, setText] = useState(note);
  const save = async () => {
    if (await noteViolations(one, { note: text.trim() })) onDone();
  };
  return (
    <div className={css.form}>
      <LongTextField
        data-autofocus
        autoFocus
        data-testid="note"
        label={t("mine.note")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Buttons onSave={() => void save()} onCancel={onDone} />
    </div>
  );
}

function DateForm({ one, date, onDone }: FormProps & { date: string | null }) {
  const { t } = useTranslation("violations");
  const [chosen, setChosen] = useState<string | null>(date);
  const save = async () => {
    if (await noteViolations(one, { decision_date: chosen ?? "" })) onDone();
  };
  return (
    <div className={css.form}>
      <DateField
        clearable
        data-testid="decision-date"
        label={t("mine.date")}
        description={t("mine.dateHint")}
        value={chosen}
        onChange={(value) => setChosen(value === null ? null : String(value))}
      />
      <Buttons onSave={() => void save()} onCancel={onDone} />
    </div>
  );
}

function Buttons({ onSave, onCancel }: { onSave: () => void; onCancel: () => void }) {
  const { t } = useTranslation(["violations", "common"]);
  return (
    <div className={css.buttons}>
      <Button size="small" data-testid="save-mine" onClick={onSave}>
        {t("mine.save")}
      </Button>
      <Button size="small" kind="quiet" onClick={onCancel}>
        {t("common:action.cancel")}
      </Button>
    </div>
  );
}

/** The rule is always said with the figure; without what it needs, what is missing is said instead. */
function LateFee({ detail }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  if (detail.decision_date === null) return null;
  return (
    <div className={css.rule} data-testid="late-fee">
      {t("lateFee.label")}{" "}
      {detail.late_fee_fen === null ? (
        <>
          <Nothing /> {t("lateFee.none")}
        </>
      ) : (
        <b>
          <FineText fen={detail.late_fee_fen} />
        </b>
      )}
      <p>{t("lateFee.rule")}</p>
    </div>
  );
}
