import { useTranslation } from "@/i18n";
import { EmptyState } from "@/shared/States";

/** First start: no sidebar yet. */
export function WelcomePage() {
  const { t } = useTranslation("welcome");
  return (
    <main style={{ display: "grid", height: "100%" }}>
      <EmptyState level="h1" drawing title={t("title")} text={t("intro")} />
    </main>
  );
}
