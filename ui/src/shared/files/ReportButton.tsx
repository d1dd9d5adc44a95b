import { useMutation } from "@tanstack/react-query";
import type { ReportScope } from "@/bindings/ReportScope";
import { openReport, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "../Button";
import { withErrorToast } from "../runCommand";
import { showToast, showWritten } from "../toast";
import { fileLanguage } from "./exportFile";

type ReportProps = { scope: ReportScope; testId?: string; small?: boolean };

/** Writes a page to print and opens it in the system's browser. */
export function ReportButton({ scope, testId = "report", small = false }: ReportProps) {
  const { t } = useTranslation("reports");
  const write = useMutation({
    mutationFn: () =>
      withErrorToast(async () => {
        const { opens, rows, all, file } = await rpc("report", { scope, to: null, lang: fileLanguage() });
        if (rows < all) showToast(t("cut", { count: all, shown: formatCount(rows), all: formatCount(all) }));
        await openReport(opens);
        showWritten(t("printed", { file }), opens);
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
