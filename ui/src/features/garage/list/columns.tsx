import { useMemo } from "react";
import type { DueView } from "@/bindings/DueView";
import type { VehicleRow } from "@/bindings/VehicleRow";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import { type Language, useLanguage, wordsOf } from "@/i18n";
import { formatFull, formatWhen } from "@/i18n/dates";
import { formatFen } from "@/i18n/money";
import { NewPill, OwesChip, StatusChip } from "@/shared/Chip";
import { dueDays, dueName } from "@/shared/due";
import { type GridColumn, textCell } from "@/shared/grid/types";
import { MoneyWithUnknown, Unknown } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import { plateTypeOrCode } from "../plateTypeName";
import { lastResult, owesOf } from "../twoQuestions";

/** The points pending; 「未知」 or 「3+」 where some are not known, and 「未知」 before the first result. */
function points(row: VehicleRow, word: string): string {
  const { points_waiting: known, points_unknown: unknown } = row.totals;
  if (unknown > 0) return known === 0 ? word : `${known}+`;
  return known === 0 && owesOf(row) === "unknown" ? word : String(known);
}

/** The garage's columns. Their ids are the core's names for the orders. */
export function useVehicleColumns(places: 0 | 2): readonly GridColumn<VehicleRow>[] {
  const language = useLanguage();
  return useMemo(() => vehicleColumns(language, places), [language, places]);
}

/** One row with fen gives the whole column two places. */
export const finePlaces = (head: VehicleWindow | undefined): 0 | 2 =>
  (head?.totals.fines_due_fen ?? 0) % 100 === 0 ? 0 : 2;

/** The same without React. `places` of the fines' column are two where one row has fen. */
export function vehicleColumns(language: Language, places: 0 | 2): readonly GridColumn<VehicleRow>[] {
  const t = wordsOf(language, ["garage", "common"]);
  const common = wordsOf(language);
  const wide = language === "en";
  const typeName = (row: VehicleRow) => plateTypeOrCode(common, row.vehicle.plate_type);
  const notKnown = t("common:money.unknown");
  const fines = (row: VehicleRow) => {
    const { totals } = row;
    const known = formatFen(totals.fines_due_fen, places);
    if (totals.fines_unknown === 0) return owesOf(row) === "unknown" ? notKnown : known;
    const unknown = t("unknownRows", { count: totals.fines_unknown });
    return totals.fines_due_fen === 0 ? unknown : `${known}${t("comma")}${unknown}`;
  };
  const pointsInFull = (row: VehicleRow) => {
    const { totals } = row;
    const known = totals.points_waiting ? String(totals.points_waiting) : "";
    if (totals.points_unknown === 0) return points(row, notKnown);
    const unknown = t("unknownRows", { count: totals.points_unknown });
    return known ? `${known}${t("comma")}${unknown}` : unknown;
  };
  const leftWords = (row: VehicleRow) =>
    row.left === null ? "" : [t(`common:left.${row.left}`), row.left_on].filter(Boolean).join(" ");
  const owesWords = (row: VehicleRow) => {
    const owes = owesOf(row);
    if (owes === "unknown") return notKnown;
    return owes === "clear" ? t("common:status.clean") : String(row.totals.unpaid);
  };
  return [
    {
      id: "plate",
      header: t("column.plate"),
      width: 114,
      skeleton: 82,
      sortable: true,
      render: ({ vehicle }) => <Plate plate={vehicle.plate} plateType={vehicle.plate_type} />,
      text: (row) => row.vehicle.plate,
    },
    {
      id: "plate_type",
      header: t("column.type"),
      width: wide ? 186 : 118,
      priority: 1,
      sortable: true,
      ...textCell(typeName, "soft"),
    },
    {
      id: "group",
      header: t("column.group"),
      width: 92,
      priority: 4,
      sortable: true,
      ...textCell((row) => row.vehicle.group, "soft"),
    },
    {
      id: "driver",
      header: t("column.driver"),
      width: 80,
      priority: 6,
      sortable: true,
      ...textCell((row) => row.vehicle.driver),
    },
    {
      id: "unpaid",
      header: t("column.unpaid"),
      width: wide ? 118 : 112,
      skeleton: 62,
      sortable: true,
      render: (row) => <OwesChip owes={owesOf(row)} count={row.totals.unpaid} />,
      text: (row) => owesWords(row),
    },
    {
      id: "status",
      header: t("column.status"),
      width: wide ? 128 : 104,
      skeleton: 62,
      sortable: true,
      render: (row) =>
        row.left ? (
          <span className="muted">{leftWords(row)}</span>
        ) : (
          <StatusChip status={lastResult(row.status)} />
        ),
      text: (row) => leftWords(row) || t(`common:status.${lastResult(row.status)}`),
    },
    {
      id: "new",
      header: t("column.new"),
      width: wide ? 76 : 68,
      priority: 7,
      sortable: true,
      render: (row) => <NewPill count={row.new_violations} />,
      text: (row) => (row.new_violations ? String(row.new_violations) : ""),
    },
    {
      id: "note",
      header: t("column.note"),
      width: 140,
      priority: 0,
      render: (row) => row.vehicle.note,
      look: () => "soft",
      text: (row) => row.vehicle.note ?? "",
    },
    {
      id: "fines_due",
      header: t("column.fines"),
      width: 132,
      grow: 1,
      align: "end",
      sortable: true,
      skeleton: 36,
      render: (row) => <Fines row={row} places={places} />,
      text: fines,
    },
    {
      id: "points",
      header: t("column.points"),
      width: wide ? 118 : 100,
      align: "end",
      sortable: true,
      skeleton: 18,
      render: (row) => points(row, notKnown),
      look: ({ totals }) => (totals.points_waiting ? undefined : "muted"),
      text: pointsInFull,
    },
    {
      id: "checked_at",
      header: t("column.checked"),
      width: wide ? 120 : 108,
      priority: 5,
      align: "end",
      sortable: true,
      ...textCell(({ checked_at }) => (checked_at === null ? null : formatWhen(checked_at)), "soft"),
      text: ({ checked_at }) => (checked_at === null ? "" : formatFull(checked_at)),
    },
    {
      id: "due",
      header: t("column.due"),
      width: wide ? 190 : 150,
      priority: 3,
      sortable: true,
      ...textCell(({ next_due }) => next_due && dueWords(language, next_due)),
      look: ({ next_due }) => (!next_due || next_due.step === "later" ? "muted" : undefined),
      text: ({ next_due }) => (next_due ? `${dueWords(language, next_due)} (${next_due.day})` : ""),
    },
    {
      id: "owner",
      header: t("column.owner"),
      width: 120,
      priority: 2,
      sortable: true,
      hidden: true,
      ...textCell((row) => row.vehicle.owner, "soft"),
    },
  ];
}

/** 年检 · 还有 4 天 */
const dueWords = (language: Language, due: DueView) =>
  `${dueName(language, due)} · ${dueDays(language, due)}`;

/** Unknown before the first result: that is not 0. */
function Fines({ row, places }: { row: VehicleRow; places: 0 | 2 }) {
  const { fines_due_fen: known, fines_unknown: unknown } = row.totals;
  if (owesOf(row) === "unknown") return <Unknown />;
  return <MoneyWithUnknown knownFen={known} unknown={unknown} places={places} />;
}
