import { Page } from "@/app/Page";
import { useTranslation } from "@/i18n";
import { EmptyState } from "@/shared/States";

export function GaragePage() {
  const { t } = useTranslation(["garage", "common"]);
  return (
    <Page title={t("title")}>
      <EmptyState title={t("common:page.notYet")} />
    </Page>
  );
}
