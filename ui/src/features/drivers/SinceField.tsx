import { useTranslation } from "@/i18n";
import { Segmented } from "@/shared/Segmented";
import css from "./drivers.module.css";
import { MomentField } from "./MomentField";
import { type Since, sinceKind } from "./since";

type SinceProps = {
  value: Since;
  onChange: (since: Since) => void;
  /** No driver ever had it. */
  neverHad: boolean;
  /** What becomes of the violations before. */
  hint: string;
};

/** From when on somebody has a vehicle: now, from a moment, or since always where nobody had it before. */
export function SinceField({ value, onChange, neverHad, hint }: SinceProps) {
  const { t } = useTranslation("drivers");
  const kinds = neverHad ? (["always", "now", "from"] as const) : (["now", "from"] as const);
  const kind = sinceKind(value, neverHad);
  return (
    <div className={css.since} data-testid="since">
      <span className="soft">{t("since.label")}</span>
      <Segmented
        small
        label={t("since.label")}
        value={kind}
        segments={kinds.map((one) => ({
          value: one,
          label: <span data-testid={`since-${one}`}>{t(`since.${one}`)}</span>,
        }))}
        onChange={(next) => onChange({ kind: next, text: value?.text ?? "" })}
      />
      {kind === "from" && (
        <MomentField
          testId="since-moment"
          label={t("since.moment")}
          hint={t("since.momentHint")}
          value={value?.text ?? ""}
          onChange={(text) => onChange({ kind: "from", text })}
        />
      )}
      <span className="muted">{hint}</span>
    </div>
  );
}
