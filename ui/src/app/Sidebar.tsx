import { Link } from "@tanstack/react-router";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { NewPill } from "@/shared/Chip";
import { cx } from "@/shared/cx";
import { Icon } from "@/shared/Icon";
import { CostText } from "@/shared/Money";
import { useFrameFacts } from "./frameFacts";
import { NAV, type NavName } from "./nav";
import css from "./Sidebar.module.css";

export function Sidebar() {
  const { t } = useTranslation();
  return (
    <aside className={css.side}>
      <div className={css.brand}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        {t("app.name")}
      </div>
      <nav aria-label={t("nav.label")}>
        {NAV.map((name) => (
          <Link
            key={name}
            to={`/${name}`}
            data-testid={`nav-${name}`}
            className={cx(css.entry, name === "settings" && css.apart)}
            activeProps={{ className: css.active }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon name={name} />
            <span className="grow">{t(`nav.${name}`)}</span>
            <Count name={name} />
          </Link>
        ))}
      </nav>
      <Foot />
    </aside>
  );
}

function Count({ name }: { name: NavName }) {
  const { t } = useTranslation();
  const { vehicles, newViolations, checkPercent } = useFrameFacts();
  if (name === "garage" && vehicles) return <span className={css.count}>{formatCount(vehicles)}</span>;
  if (name === "check" && checkPercent !== undefined)
    return <span className={css.count}>{checkPercent}%</span>;
  if (name === "violations" && newViolations) {
    // The sidebar is narrow: English gives the number alone.
    return <NewPill label={t("nav.newCount", { count: newViolations })} />;
  }
  return null;
}

function Foot() {
  const { t } = useTranslation();
  const { lastCheckAt, spentFen, capFen, demo, checkPercent } = useFrameFacts();
  const last = lastCheckAt ? formatWhen(lastCheckAt) : t("foot.never");
  return (
    <footer className={css.foot}>
      {lastCheckAt !== undefined && (
        <div>
          {t("foot.lastCheck")}
          <span>{checkPercent === undefined ? last : t("foot.running")}</span>
        </div>
      )}
      {spentFen !== undefined && (
        <div>
          {t("foot.spent")}
          <span>{demo ? t("foot.demoMoney") : <CostText fen={spentFen} />}</span>
        </div>
      )}
      {capFen !== undefined && !demo && (
        <div>
          {t("foot.cap")}
          <span>{capFen === null ? t("foot.noCap") : <CostText fen={capFen} />}</span>
        </div>
      )}
    </footer>
  );
}
