import { useEffect } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { Page } from "@/shared/page/Page";
import { EmptyState } from "@/shared/States";
import { Preview } from "./Preview";
import { pickFile, setImportSource, useImportSource } from "./source";

/** Import: choose, look, write. Nothing is written before the last button. */
export function ImportPage({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["import", "garage", "common"]);
  const source = useImportSource();
  // Coming back later begins with a choice, not with yesterday's file.
  useEffect(() => () => setImportSource(null), []);
  if (source) return <Preview key={JSON.stringify(source).slice(0, 400)} source={source} onClose={onClose} />;
  return (
    <Page title={t("title")}>
      <EmptyState
        title={t("choose")}
        text={t("chooseText")}
        hint={t("garage:empty.hint")}
        actions={
          <>
            <Button
              kind="primary"
              icon="importFile"
              data-testid="import-choose"
              onClick={() => void pickFile()}
            >
              {t("pick")}
            </Button>
            <Button kind="quiet" onClick={onClose}>
              {t("common:action.cancel")}
            </Button>
          </>
        }
      />
    </Page>
  );
}
