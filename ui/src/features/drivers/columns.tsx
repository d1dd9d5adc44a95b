import { type ReactNode, useMemo } from "react";
import type { DriverRow } from "@/bindings/DriverRow";
import { useTranslation } from "@/i18n";
import { formatCount, formatFen } from "@/i18n/money";
import type { GridColumn } from "@/shared/grid";
import { UNPAID, vehiclesOf, violationsBy } from "@/shared/links";
import { MoneyWithUnknown, Nothing, Unknown } from "@/shared/Money";
import { inText, noneOf } from "./noneOf";

type Columns = readonly GridColumn<DriverRow>[];

/** A count that leads to its rows; none has nowhere to go. */
function Linked({ count, href, none = <Nothing /> }: { count: number; href: string; none?: ReactNode }) {
  return count === 0 ? (
    none
  ) : (
    <a href={href} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
      {formatCount(count)}
    </a>
  );
}

const known = (count: number, unknown: number, word: string) =>
  unknown > 0 ? `${formatCount(count)} + ${unknown} ${word}` : formatCount(count);

/** Points whose number is partly not known: never written as less than they are. */
function Points({ row: { driver, totals } }: { row: DriverRow }) {
  const { t } = useTranslation("common");
  const { points_waiting: points, points_unknown: unknown } = totals;
  if (points === 0) return unknown > 0 ? <Unknown /> : noneOf(totals);
  return (
    <span>
      <Linked count={points} href={violationsBy(driver, ["unhandled"])} />
      {unknown > 0 && <span className="muted"> {t("money.unknownRows", { count: unknown })}</span>}
    </span>
  );
}

function Due({ row: { driver, totals } }: { row: DriverRow }) {
  if (totals.violations === 0) return <Nothing />;
  const sum = <MoneyWithUnknown knownFen={totals.fines_due_fen} unknown={totals.fines_unknown} />;
  if (totals.unpaid === 0) return sum;
  return (
    <a href={violationsBy(driver, UNPAID)} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
      {sum}
    </a>
  );
}

function Name({ row: { driver, left_on: left } }: { row: DriverRow }) {
  const { t } = useTranslation("drivers");
  if (driver === "") return <span className="muted">{t("nobody")}</span>;
  return (
    <>
      {driver} {left && <span className="muted">{t("left")}</span>}
    </>
  );
}

/** Every column of the list. */
export function useColumns(): Columns {
  const { t } = useTranslation(["drivers", "common"]);
  return useMemo<Columns>(() => {
    const unknown = t("common:money.unknown");
    return [
      {
        id: "driver",
        header: t("column.driver"),
        width: 160,
        sortable: true,
        grow: 1,
        render: (row) => <Name row={row} />,
        text: (row) =>
          [row.driver || t("nobody"), row.left_on && t("leftOn", { day: row.left_on })]
            .filter(Boolean)
            .join(" "),
      },
      {
        id: "vehicles",
        header: t("column.vehicles"),
        width: 96,
        sortable: true,
        align: "end",
        render: (row) => <Linked count={row.vehicles} href={vehiclesOf(row.driver)} />,
        text: (row) => String(row.vehicles),
      },
      {
        id: "unhandled",
        header: t("column.unhandled"),
        width: 110,
        sortable: true,
        align: "end",
        render: ({ driver, totals }) => (
          <Linked count={totals.unhandled} href={violationsBy(driver, ["unhandled"])} none={noneOf(totals)} />
        ),
        text: ({ totals }) => inText(totals, String(totals.unhandled)),
      },
      {
        id: "unpaid",
        header: t("column.unpaid"),
        width: 110,
        sortable: true,
        align: "end",
        render: ({ driver, totals }) => (
          <Linked count={totals.unpaid} href={violationsBy(driver, UNPAID)} none={noneOf(totals)} />
        ),
        text: ({ totals }) => inText(totals, String(totals.unpaid)),
      },
      {
        id: "due",
        header: t("column.due"),
        width: 170,
        sortable: true,
        align: "end",
        render: (row) => <Due row={row} />,
        text: ({ totals }) =>
          totals.fines_unknown > 0
            ? `${formatFen(totals.fines_due_fen, 0)} + ${totals.fines_unknown} ${unknown}`
            : inText(totals, formatFen(totals.fines_due_fen, 0)),
      },
      {
        id: "points",
        header: t("column.points"),
        width: 150,
        sortable: true,
        align: "end",
        render: (row) => <Points row={row} />,
        text: ({ totals }) => inText(totals, known(totals.points_waiting, totals.points_unknown, unknown)),
      },
      {
        id: "all",
        header: t("column.all"),
        width: 110,
        sortable: true,
        align: "end",
        priority: 1,
        render: ({ driver, totals }) => <Linked count={totals.violations} href={violationsBy(driver)} />,
        text: ({ totals }) => inText(totals, String(totals.violations)),
      },
    ];
  }, [t]);
}
