import { Link } from "@tanstack/react-router";
import { useTranslation } from "@/i18n";
import button from "../Button.module.css";
import { cx } from "../cx";
import { Icon } from "../Icon";

/** The one primary button of the pages that only read: it opens the plan, which costs nothing yet. */
export function CheckLink() {
  const { t } = useTranslation();
  return (
    <Link to="/check" className={cx(button.button, button.primary, button.normal)} data-testid="go-check">
      <Icon name="check" />
      {t("nav.check")}
    </Link>
  );
}
