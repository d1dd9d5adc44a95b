import type { Meaning } from "@/bindings/Meaning";
import type { PreviewRow } from "@/bindings/PreviewRow";
import type { RowComplaint } from "@/bindings/RowComplaint";
import { useTranslation } from "@/i18n";
import { cx } from "@/shared/cx";
import { Icon } from "@/shared/Icon";
import { Nothing } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import { useComplaintWords } from "../complaintWords";
import { usePlateTypeName } from "../plateTypeName";
import css from "./import.module.css";
import { repeated } from "./rows";

type CellProps = {
  row: PreviewRow;
  text: string;
  meaning: Meaning | null;
  wrong: RowComplaint | undefined;
  odd: RowComplaint | undefined;
};

/** One cell of the sheet: a good plate is drawn, a bad cell says so by colour, sign and title. */
export function PreviewCell({ row, text, meaning, wrong, odd }: CellProps) {
  const words = useComplaintWords();
  const said = (one: RowComplaint) => words(one.code, repeated(one), one.text, one.readings);
  const complaint = wrong ?? (odd?.code === "column_ignored" ? undefined : odd);
  return (
    <td
      className={cx(!meaning && css.ignored, wrong && css.wrong, !wrong && complaint && css.odd)}
      title={complaint ? said(complaint) : text || undefined}
    >
      {complaint && (
        <>
          <Icon name={wrong ? "close" : "attention"} small />{" "}
          <span className="visually-hidden">{said(complaint)}</span>
        </>
      )}
      <Content row={row} text={text} meaning={meaning} plain={wrong !== undefined} />
    </td>
  );
}

type ContentProps = Pick<CellProps, "row" | "text" | "meaning"> & { plain: boolean };

function Content({ row, text, meaning, plain }: ContentProps) {
  const typeName = usePlateTypeName();
  const { t } = useTranslation("import");
  if (meaning === "plate" && row.plate && !plain) {
    return <Plate plate={row.plate} plateType={row.plate_type ?? ""} />;
  }
  if (meaning === "plate_type" && row.suggested && row.plate_type && text === "") {
    return <span className="muted">{t("suggested", { name: typeName(row.plate_type) })}</span>;
  }
  return text === "" ? <Nothing /> : text;
}
