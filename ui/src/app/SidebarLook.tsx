import type { AppState } from "@/bindings/AppState";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { NewPill } from "@/shared/Chip";
import { cx } from "@/shared/cx";
import { Icon } from "@/shared/Icon";
import { hrefOf, PAGES, type PageName, UNPAID } from "@/shared/links";
import { CostText } from "@/shared/Money";
import css from "./Sidebar.module.css";

/** The list of violations begins with what is owed. */
const OPEN_ONES = { q: "", state: UNPAID };

/** A larger number has no room beside the word. */
const MOST_SHOWN = 999;

type Facts = { state: AppState | undefined; percent: number | null };

/** The sidebar as it looks with these facts. */
export function SidebarLook({ here, ...facts }: Facts & { here: string | undefined }) {
  const { t } = useTranslation();
  return (
    <aside className={css.side}>
      <div className={css.brand}>
        <img src="/icon.svg" alt="" width={24} height={24} />
        <span className={css.word}>{t("app.name")}</span>
      </div>
      <nav aria-label={t("nav.label")}>
        {PAGES.map((name) => (
          // Bare anchors: the history listens to the address, and the first paint need not wait for seven links.
          <a
            key={name}
            href={hrefOf(name, name === "violations" ? OPEN_ONES : {})}
            title={t(`nav.${name}`)}
            aria-current={name === here ? "page" : undefined}
            data-testid={`nav-${name}`}
            className={cx(css.entry, name === "settings" && css.apart, name === here && css.active)}
          >
            <Icon name={name} />
            <span className={cx("grow", css.word)}>{t(`nav.${name}`)}</span>
            <Count name={name} {...facts} />
          </a>
        ))}
      </nav>
      <Foot {...facts} />
    </aside>
  );
}

function Count({ name, state, percent }: Facts & { name: PageName }) {
  const { t } = useTranslation();
  if (name === "garage" && state?.vehicles) {
    return (
      <span className={css.count} data-testid="nav-vehicles">
        {formatCount(state.vehicles)}
      </span>
    );
  }
  if (name === "check" && percent !== null) return <span className={css.count}>{percent}%</span>;
  if (name === "violations" && state?.new_violations) {
    // The sidebar is narrow: English gives the number alone.
    const shown = state.new_violations > MOST_SHOWN ? `${formatCount(MOST_SHOWN)}+` : undefined;
    const count = state.new_violations;
    return (
      <span className={css.news}>
        <NewPill label={t("nav.newCount", { count, shown: shown ?? formatCount(count) })} />
      </span>
    );
  }
  return null;
}

function Foot({ state, percent }: Facts) {
  const { t } = useTranslation();
  if (!state) return <footer className={css.foot} />;
  const last = state.last_check === null ? t("foot.never") : formatWhen(state.last_check);
  const demo = state.garage === "demo";
  return (
    <footer className={css.foot} data-testid="foot">
      <div>
        {t("foot.lastCheck")}
        <span>{percent === null ? last : t("foot.running")}</span>
      </div>
      <div>
        {t("foot.spent")}
        <span data-testid="foot-spent">{demo ? t("foot.demoMoney") : <Spent state={state} />}</span>
      </div>
      {!demo && (
        <div>
          {t("foot.cap")}
          <span>
            {state.month_cap_fen === null ? t("foot.noCap") : <CostText fen={state.month_cap_fen} />}
          </span>
        </div>
      )}
    </footer>
  );
}

/** Calls without a price are named, never counted as 0. */
function Spent({ state }: { state: AppState }) {
  const { t } = useTranslation();
  if (state.spent_unknown === 0) return <CostText fen={state.spent_fen} />;
  const calls = t("foot.unpriced", { count: state.spent_unknown });
  return state.spent_fen === 0 ? (
    calls
  ) : (
    <span title={calls}>
      <CostText fen={state.spent_fen} /> + ?
    </span>
  );
}
