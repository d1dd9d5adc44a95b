import { Link } from "@tanstack/react-router";
import { useTranslation } from "@/i18n";
import { EmptyState } from "@/shared/States";

/** Stands at an address that no page has, with the way to the overview. */
export function NotFound() {
  const { t } = useTranslation();
  return <EmptyState title={t("page.notFound")} actions={<Link to="/overview">{t("page.home")}</Link>} />;
}
