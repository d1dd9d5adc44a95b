import { useTranslation } from "@/i18n";
import { SelectField } from "@/shared/Fields";
import { PLATE_TYPES } from "@/shared/plateTypes";
import { Segmented } from "@/shared/Segmented";
import { usePlateTypeName } from "../plateTypeName";
import css from "./form.module.css";

type TypeProps = {
  chosen: string;
  suggested: string | null;
  error: string | undefined;
  onChange: (code: string) => void;
};

/** Large and small share their numbers: only the person can tell them apart. */
const LARGE_OR_SMALL = ["02", "01"] as const;

/** The plate type: as the plate suggests until the person says otherwise. */
export function PlateTypeField({ chosen, suggested, error, onChange }: TypeProps) {
  const { t } = useTranslation(["garage", "common"]);
  const name = usePlateTypeName();
  const asSuggested = suggested ? t("form.suggested", { name: name(suggested) }) : t("form.fromPlate");
  const shown = chosen || suggested;
  const either = LARGE_OR_SMALL.find((code) => code === shown);
  return (
    <div className={css.type}>
      <SelectField
        label={t("field.plate_type")}
        data-testid="form-plate_type"
        error={error}
        searchable
        value={chosen || "auto"}
        data={[
          { value: "auto", label: asSuggested },
          ...PLATE_TYPES.map((code) => ({ value: code, label: `${code} ${name(code)}` })),
        ]}
        onChange={(code) => onChange(code === "auto" || code === null ? "" : code)}
      />
      {either && (
        <Segmented
          small
          label={t("form.largeOrSmall")}
          value={either}
          segments={LARGE_OR_SMALL.map((code) => ({ value: code, label: `${code} ${name(code)}` }))}
          onChange={onChange}
        />
      )}
    </div>
  );
}
