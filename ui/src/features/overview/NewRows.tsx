import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Overview } from "@/bindings/Overview";
import { useTranslation } from "@/i18n";
import { formatFull, formatOffence } from "@/i18n/dates";
import { columnPlaces, formatCount, formatFen } from "@/i18n/money";
import { NewPill } from "@/shared/Chip";
import { cx } from "@/shared/cx";
import { amountLook, amountWords } from "@/shared/grid/amounts";
import { newViolations } from "@/shared/links";
import { Nothing } from "@/shared/Money";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import { isUnknown } from "./known";
import css from "./overview.module.css";

/** Shown even where the page has to scroll for them. */
const LEAST = 6;

/** How many rows of a table its box has room for. */
function useFitting(box: RefObject<HTMLElement | null>, filled: boolean): number {
  const [fitting, setFitting] = useState(LEAST);
  useLayoutEffect(() => {
    const room = box.current;
    const head = room?.querySelector("thead");
    const row = room?.querySelector<HTMLElement>("tbody tr");
    if (!filled || !room || !head || !row) return;
    const read = () => {
      const rows = Math.floor((room.clientHeight - head.offsetHeight) / Math.max(1, row.offsetHeight));
      setFitting(Math.max(LEAST, rows));
    };
    read();
    const watcher = new ResizeObserver(read);
    watcher.observe(room);
    return () => watcher.disconnect();
  }, [box, filled]);
  return fitting;
}

/** The newest of the new ones, as many as there is room for. */
export function NewRows({ overview }: { overview: Overview }) {
  const { t } = useTranslation(["overview", "violations", "common"]);
  const unknown = t("common:money.unknown");
  const { new_rows: newest, new: fresh } = overview;
  const room = useRef<HTMLDivElement>(null);
  const rows = newest.slice(0, useFitting(room, newest.length > 0));
  const places = columnPlaces(rows.map((row) => row.fine_fen));
  const all = t("newRows.all", { count: fresh.violations, shown: formatCount(fresh.violations) });
  return (
    <Panel
      copies
      className={css.newRows}
      title={t("newRows.title")}
      aside={fresh.violations > 0 && <NewPill label={formatCount(fresh.violations)} />}
      end={fresh.violations > 0 && <a href={newViolations()}>{all}</a>}
    >
      {rows.length === 0 ? (
        <p className={css.none}>{t(isUnknown(overview) ? "noAnswer" : "newRows.none")}</p>
      ) : (
        <div
          ref={room}
          className={css.room}
          style={{ "--least": Math.min(LEAST, newest.length) } as CSSProperties}
        >
          <table className={css.table} data-testid="new-rows">
            <thead>
              <tr>
                <th>{t("violations:column.plate")}</th>
                <th>{t("violations:column.driver")}</th>
                <th>{t("violations:column.time")}</th>
                <th className={css.wide}>{t("violations:column.act")}</th>
                <th className="num">{t("violations:column.fine")}</th>
                <th className="num">{t("violations:column.points")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <a href={newViolations(row.id)}>
                      <Plate plate={row.plate} plateType={row.plate_type} />
                    </a>
                  </td>
                  <td>{row.driver ?? <Nothing />}</td>
                  <td className="soft" title={formatFull(row.time)}>
                    {formatOffence(row.time)}
                  </td>
                  <td className="clip" title={row.act}>
                    {row.act}
                  </td>
                  <td className={cx("num", amountLook(row.fine_fen))}>
                    {amountWords(row.fine_fen, unknown, (fen) => formatFen(fen, places))}
                  </td>
                  <td className={cx("num", amountLook(row.points))}>{amountWords(row.points, unknown)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
