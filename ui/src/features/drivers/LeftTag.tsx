import { useTranslation } from "@/i18n";
import { Chip } from "@/shared/Chip";

/** Marks a driver who left (离职), with the day. */
export function LeftTag({ on }: { on: string }) {
  const { t } = useTranslation("drivers");
  return (
    <Chip tone="quiet" icon="dash">
      {t("leftOn", { day: on })}
    </Chip>
  );
}
