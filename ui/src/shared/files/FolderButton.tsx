import { showInFolder } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import { withErrorToast } from "../runCommand";

/** Shows a file of the program's in the system's view of its folder, by its handle. */
export function FolderButton({ opens, testId }: { opens: string; testId: string }) {
  const { t } = useTranslation();
  return (
    <Button size="small" data-testid={testId} onClick={() => void withErrorToast(() => showInFolder(opens))}>
      {t("action.openFolder")}
    </Button>
  );
}
