import { Page } from "@/app/Page";
import { useTranslation } from "@/i18n";
import { EmptyState } from "@/shared/States";

export function CheckPage() {
  const { t } = useTranslation(["check", "common"]);
  return (
    <Page title={t("title")}>
      <EmptyState title={t("common:page.notYet")} />
    </Page>
  );
}
