import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DueHindrance } from "@/bindings/DueHindrance";
import type { DueRow } from "@/bindings/DueRow";
import { rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { fineInText, formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { dueName } from "@/shared/due";
import { exportFile } from "@/shared/files/exportFile";
import { driverOf, UNPAID, vehicleOf, violationsOf } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { DueTag } from "./DueTag";
import css from "./due.module.css";

const DAYS = 60;
const ROWS = 8;
const MORE = 40;

/** Where the steps of the overview lead. */
export const DUE_SOON = "due-soon";

/** What is over or runs out within 60 days, the nearest first; nothing where nothing does. */
export function DueSoon() {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(ROWS);
  const soon = useQuery({
    queryKey: ["vehicles", "due", "soon", limit],
    queryFn: () => rpc("due_dates", { within: DAYS, offset: 0, limit }),
    placeholderData: (before) => before,
  }).data;
  if (!soon || soon.total === 0) return null;
  const steps = soon.counts.map(({ step, count }) => `${t(`due.step.${step}`)} ${formatCount(count)}`);
  return (
    <div id={DUE_SOON} tabIndex={-1}>
      <Panel
        copies
        title={t("due.soon")}
        aside={steps.join(" · ")}
        end={
          <Button
            size="small"
            icon="exportFile"
            data-testid="due-calendar"
            onClick={() => void exportFile({ what: "due_dates" }, t("due.title"), ["ics"])}
          >
            {t("due.calendar")}
          </Button>
        }
      >
        <ul className={css.soon} data-testid="due-soon">
          {soon.rows.map((row) => (
            <Line key={row.due.id} row={row} />
          ))}
        </ul>
        {soon.total > soon.rows.length && (
          <div className={css.foot}>
            <button
              type="button"
              className="link"
              data-testid="due-more"
              onClick={() => setLimit(limit + MORE)}
            >
              {t("due.more")} ({formatCount(soon.rows.length)} / {formatCount(soon.total)})
            </button>
          </div>
        )}
      </Panel>
    </div>
  );
}

function Line({ row: { due, vehicle, driver, hindrance } }: { row: DueRow }) {
  return (
    <li>
      <DueTag due={due} />
      <span className="soft nowrap">{due.day}</span>
      <span className="clip">{dueName(useLanguage(), due)}</span>
      {vehicle && (
        <a href={vehicleOf(vehicle.id)}>
          <Plate plate={vehicle.plate} plateType={vehicle.plate_type} />
        </a>
      )}
      {driver !== null && (
        <a className="clip" href={driverOf(driver)}>
          {driver}
        </a>
      )}
      <span className="clip">
        {vehicle && hindrance && <Hindrance vehicle={vehicle.id} open={hindrance} />}
      </span>
    </li>
  );
}

/** The open violations that stand in an inspection's way, and the way to just those. */
function Hindrance({ vehicle, open }: { vehicle: string; open: DueHindrance }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (open.checked_at === null) return <span className="muted">{t("due.notChecked")}</span>;
  if (open.unpaid === 0) return <span className="muted">{t("due.clear")}</span>;
  const known = t("due.hindrance", { count: open.unpaid, fines: fineInText(open.fines_fen, language) });
  const unknown = open.fines_unknown > 0 ? t("due.unknown", { count: open.fines_unknown }) : null;
  return (
    <a href={violationsOf(vehicle, UNPAID)} data-testid="due-hindrance">
      {[known, unknown].filter(Boolean).join(t("due.comma"))}
    </a>
  );
}
