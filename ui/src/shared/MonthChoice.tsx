import { useTranslation } from "@/i18n";
import { SelectField } from "./Fields";

const MONTHS = 24;
const ALL = "all";

/** The last months as YYYY-MM, this one first, by China Standard Time. */
export function lastMonths(now: number, count = MONTHS): string[] {
  const today = new Date(now + 8 * 3_600_000);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1)).toISOString().slice(0, 7),
  );
}

type MonthProps = {
  value: string | undefined;
  /** One month must be chosen: 「全部」 is not offered. */
  required?: boolean;
  onChange: (month: string | undefined) => void;
  testId?: string;
};

/** One of the last 24 months as YYYY-MM, or undefined for all; an older one stays while it is chosen. */
export function MonthChoice({ value, required = false, onChange, testId = "month-choice" }: MonthProps) {
  const { t } = useTranslation("reports");
  const months = lastMonths(Date.now());
  const known = value && !months.includes(value) ? [value, ...months] : months;
  return (
    <SelectField
      w={132}
      aria-label={t("month")}
      value={value ?? ALL}
      data={[
        ...(required ? [] : [{ value: ALL, label: t("everyMonth") }]),
        ...known.map((month) => ({ value: month, label: month })),
      ]}
      data-testid={testId}
      onChange={(month) => onChange(month === null || month === ALL ? undefined : month)}
    />
  );
}
