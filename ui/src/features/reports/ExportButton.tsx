import { useMutation } from "@tanstack/react-query";
import type { ExportWhat } from "@/bindings/ExportWhat";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { explain } from "@/i18n/errors";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { showToast } from "@/shared/toast";
import { askExportFile, type Kind } from "./files";

type ExportProps = { what: ExportWhat; name: string; kinds?: readonly Kind[]; testId?: string };

const BOTH: readonly Kind[] = ["xlsx", "csv"];

/** Writes what is shown to a file of the person's choice: a workbook or a text. */
export function ExportButton({ what, name, kinds = BOTH, testId = "export" }: ExportProps) {
  const { t } = useTranslation("reports");
  const language = useLanguage();
  const write = useMutation({
    mutationFn: async (kind: Kind) => {
      const chosen = await askExportFile(name, kind);
      if (chosen === null) return null;
      return rpc("export", { what, to: chosen.file, lang: language === "en" ? "en" : "zh" });
    },
    onSuccess: (reply) => {
      if (!reply) return;
      showToast(t("written", { count: reply.rows, shown: formatCount(reply.rows), file: reply.file }));
    },
    onError: (thrown) => {
      const said = explain(asCommandError(thrown), language);
      showToast(`${said.title} ${said.next}`);
    },
  });
  return (
    <span className="row">
      {kinds.map((kind) => (
        <Button
          key={kind}
          size="small"
          icon="exportFile"
          disabled={write.isPending}
          data-testid={`${testId}-${kind}`}
          aria-label={t("exportAs", { name, kind })}
          onClick={() => write.mutate(kind)}
        >
          {kind}
        </Button>
      ))}
    </span>
  );
}
