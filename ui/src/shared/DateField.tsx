import { DateInput, type DateInputProps } from "@mantine/dates";
import "dayjs/locale/zh-cn";
import { useLanguage, useTranslation } from "@/i18n";
import { names, order } from "./Fields";
import css from "./Fields.module.css";
import { inMantine } from "./mantine/inMantine";

/** A day. On its own, so that the calendar is loaded only with what asks for one. */
export const DateField = inMantine(function DateField(props: DateInputProps) {
  const { t } = useTranslation();
  const locale = useLanguage() === "en" ? "en" : "zh-cn";
  return (
    <DateInput
      inputWrapperOrder={order}
      classNames={{ ...names, day: css.day }}
      ariaLabels={{
        previousMonth: t("calendar.previousMonth"),
        nextMonth: t("calendar.nextMonth"),
        previousYear: t("calendar.previousYear"),
        nextYear: t("calendar.nextYear"),
        previousDecade: t("calendar.previousDecade"),
        nextDecade: t("calendar.nextDecade"),
      }}
      valueFormat="YYYY-MM-DD"
      placeholder={t("example", { text: "2026-03-31" })}
      locale={locale}
      monthLabelFormat={locale === "en" ? "MMMM YYYY" : "YYYY年M月"}
      firstDayOfWeek={1}
      {...props}
    />
  );
});
