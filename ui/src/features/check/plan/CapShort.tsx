import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";

/** How far a cap reaches, in vehicles; 0 is none of them. */
export function CapShort({ allowed }: { allowed: number }) {
  const { t } = useTranslation("check");
  if (allowed === 0) return t("plan.noRoom");
  return t("plan.capShort", { count: allowed, shown: formatCount(allowed) });
}
