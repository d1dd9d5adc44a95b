import type { VehicleDetail } from "@/bindings/VehicleDetail";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { NewPill } from "@/shared/Chip";
import { SideSection } from "@/shared/Layout";
import { violationsOf } from "@/shared/links";
import { FineText, Unknown } from "@/shared/Money";
import css from "./panel.module.css";

/** The newest violations; the whole list is one link away. */
export function ViolationList({ detail }: { detail: VehicleDetail }) {
  const { t } = useTranslation("garage");
  const { totals, vehicle, checked_at } = detail.row;
  const all = (
    <a href={violationsOf(vehicle.id, undefined, detail.row.left !== null)} data-testid="panel-violations">
      {t("panel.all", { count: totals.violations, shown: formatCount(totals.violations) })}
    </a>
  );
  return (
    <SideSection title={t("panel.violations")} end={totals.violations > 0 && all}>
      {detail.violations.length === 0 && (
        <p className="muted">{checked_at === null ? t("panel.neverAsked") : t("panel.noViolations")}</p>
      )}
      <ul className={css.violations}>
        {detail.violations.map((row) => (
          <Violation key={row.id} row={row} />
        ))}
      </ul>
    </SideSection>
  );
}

/** The provider's own words stand here as text, never as markup. */
function Violation({ row }: { row: ViolationRow }) {
  const { t } = useTranslation(["garage", "common"]);
  const place = [row.city, row.place].filter(Boolean).join(" ");
  return (
    <li>
      <div className="row">
        <span className="soft nowrap">{formatFull(row.time)}</span>
        {row.is_new && <NewPill />}
        <span className="grow" />
        <b className="nowrap">{row.fine_fen === null ? <Unknown /> : <FineText fen={row.fine_fen} />}</b>
        <span className="nowrap">{pointWords(row.points, t)}</span>
      </div>
      <div className="clip" title={row.act}>
        {row.act}
      </div>
      <div className="row">
        <span className="soft clip grow" title={place}>
          {place}
        </span>
        <span className={css.small}>{t(`common:stateFull.${row.state}`)}</span>
      </div>
    </li>
  );
}

type Say = ReturnType<typeof useTranslation<["garage", "common"]>>["t"];

function pointWords(points: number | null, t: Say): string {
  if (points === null) return t("panel.pointsUnknown");
  return points === 0 ? t("panel.noPoints") : t("panel.pointsOf", { count: points });
}
