import { memo } from "react";
import { useTranslation } from "@/i18n";
import { cx } from "./cx";
import css from "./Plate.module.css";
import { type PlateRun, plateKind, plateParts } from "./plateKind";
import { plateTypeName } from "./plateTypes";

type PlateProps = { plate: string; plateType: string; size?: "s" | "m" | "l" };

/** A licence plate as on the road. Copying it gives the bare characters: the dot is drawn. */
export const Plate = memo(function Plate({ plate, plateType, size = "s" }: PlateProps) {
  const { t } = useTranslation();
  const parts = plateParts(plate);
  if (!parts) return <span>{plate}</span>;
  const name = plateTypeName(t, plateType);
  return (
    <span
      role="img"
      aria-label={name ? `${plate} ${name}` : plate}
      className={cx(css.plate, css[size], parts.long && css.long, css[plateKind(plate, plateType)])}
    >
      <span className={css.head}>{parts.head.map(run)}</span>
      <span>{parts.tail.map(run)}</span>
    </span>
  );
});

function run({ text, red }: PlateRun) {
  return red ? (
    <em key={text} className={css.red}>
      {text}
    </em>
  ) : (
    text
  );
}
