import { useMutation } from "@tanstack/react-query";
import type { ReportScope } from "@/bindings/ReportScope";
import { openReport, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { showToast } from "@/shared/toast";
import { told } from "@/shared/told";

type ReportProps = { scope: ReportScope; testId?: string; small?: boolean };

/** Writes a page to print and opens it in the system's browser. */
export function ReportButton({ scope, testId = "report", small = false }: ReportProps) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const write = useMutation({
    mutationFn: () =>
      told(async () => {
        const lang = language === "en" ? "en" : "zh";
        const { opens, rows, all } = await rpc("report", { scope, to: null, lang });
        if (rows < all) showToast(t("cut", { count: all, shown: formatCount(rows), all: formatCount(all) }));
        await openReport(opens);
      }),
  });
  return (
    <Button
      size={small ? "small" : "normal"}
      icon="reports"
      disabled={write.isPending}
      data-testid={testId}
      onClick={() => write.mutate()}
    >
      {t("print")}
    </Button>
  );
}
