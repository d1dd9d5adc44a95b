import { useMutation } from "@tanstack/react-query";
import type { ExportWhat } from "@/bindings/ExportWhat";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import { type Ending, exportFile, SHEETS } from "./exportFile";

type ExportProps = { what: ExportWhat; name: string; testId?: string };

/** A list as a file: one press for each kind of file. */
export function ExportButton({ what, name, testId = "export" }: ExportProps) {
  const { t } = useTranslation("reports");
  const write = useMutation({ mutationFn: (kind: Ending) => exportFile(what, name, [kind]) });
  return (
    <span className="row">
      {SHEETS.map((kind) => (
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
