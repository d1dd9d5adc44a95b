import { useMemo } from "react";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull, formatOffence, formatWhen } from "@/i18n/dates";
import { formatFen } from "@/i18n/money";
import { NewPill, StateTag } from "@/shared/Chip";
import { useProviderName } from "@/shared/data/settings";
import { type GridColumn, textCell } from "@/shared/grid";
import { amountLook, amountWords } from "@/shared/grid/amounts";
import { Plate } from "@/shared/Plate";
import { StageTag } from "./StageTag";

type Columns = readonly GridColumn<ViolationRow>[];

/** A row that one answer held several times is owed once, as far as is known: said where its money is. */
const timesTold = (row: ViolationRow) => (row.repeat > 1 ? `×${row.repeat} ` : "");

/** Every column of the list. `places` is one decision for the whole column of fines. */
export function useColumns(places: 0 | 2): Columns {
  const { t } = useTranslation(["violations", "common"]);
  const provider = useProviderName();
  const english = useLanguage() === "en";
  return useMemo<Columns>(() => {
    const unknown = t("common:money.unknown");
    const seen = (id: "first_seen" | "last_seen"): GridColumn<ViolationRow> => ({
      id,
      header: t(`column.${id}`),
      width: 96,
      hidden: true,
      sortable: id === "first_seen",
      ...textCell((row) => formatWhen(row[id]), "soft"),
      text: (row) => formatFull(row[id]),
    });
    return [
      {
        id: "stage",
        header: t("column.stage"),
        width: 148,
        skeleton: 72,
        sortable: true,
        render: (row) => <StageTag stage={row.stage} overdue={row.overdue} />,
        text: (row) =>
          [t(`stage.${row.stage}`), row.due && t("log.due", { day: row.due })].filter(Boolean).join(" · "),
      },
      {
        id: "plate",
        header: t("column.plate"),
        width: 122,
        skeleton: 82,
        sortable: true,
        render: (row) => <Plate plate={row.plate} plateType={row.plate_type} />,
        text: (row) => row.plate,
      },
      {
        id: "driver",
        header: t("column.driver"),
        width: 72,
        priority: 4,
        sortable: true,
        ...textCell((row) => row.driver),
      },
      {
        id: "group",
        header: t("column.group"),
        width: 88,
        priority: 0,
        ...textCell((row) => row.group, "soft"),
      },
      {
        id: "time",
        header: t("column.time"),
        width: 104,
        sortable: true,
        ...textCell((row) => formatOffence(row.time), "soft"),
        text: (row) => formatFull(row.time),
      },
      {
        id: "new",
        header: t("column.new"),
        width: english ? 74 : 46,
        priority: 5,
        render: (row) => row.is_new && <NewPill />,
        text: (row) => (row.is_new ? t("common:new.one") : ""),
      },
      {
        id: "act",
        header: t("column.act"),
        width: 130,
        skeleton: 120,
        grow: 2,
        sortable: true,
        render: (row) => row.act,
        text: (row) => row.act,
      },
      {
        id: "place",
        header: t("column.place"),
        width: 180,
        grow: 1,
        priority: 2,
        sortable: true,
        ...textCell((row) => row.place, "soft"),
      },
      {
        id: "city",
        header: t("column.city"),
        width: 96,
        priority: 1,
        sortable: true,
        ...textCell((row) => row.city, "soft"),
      },
      {
        id: "fine",
        header: t("column.fine"),
        width: 88,
        align: "end",
        sortable: true,
        render: (row) =>
          `${timesTold(row)}${amountWords(row.fine_fen, unknown, (fen) => formatFen(fen, places))}`,
        look: (row) => amountLook(row.fine_fen),
        text: (row) => (row.fine_fen === null ? unknown : formatFen(row.fine_fen, places)),
      },
      {
        id: "points",
        header: t("column.points"),
        width: english ? 84 : 58,
        align: "end",
        sortable: true,
        render: (row) => amountWords(row.points, unknown),
        look: (row) => amountLook(row.points),
        text: (row) => (row.points === null ? unknown : String(row.points)),
      },
      {
        id: "state",
        header: t("column.state"),
        width: english ? 160 : 116,
        priority: 6,
        skeleton: 66,
        sortable: true,
        render: (row) => <StateTag state={row.state} />,
        text: (row) => t(`common:stateFull.${row.state}`),
      },
      {
        id: "mine",
        header: t("column.mine"),
        width: 84,
        priority: 3,
        ...textCell((row) => row.note, "soft"),
      },
      {
        id: "code",
        header: t("column.code"),
        width: 76,
        hidden: true,
        ...textCell((row) => row.code, "soft"),
      },
      {
        id: "providers",
        header: t("column.providers"),
        width: 130,
        hidden: true,
        ...textCell((row) => row.providers.map(provider).join(" · "), "soft"),
      },
      seen("first_seen"),
      seen("last_seen"),
    ];
  }, [t, places, provider, english]);
}
