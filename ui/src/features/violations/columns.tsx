import { useMemo } from "react";
import type { ViolationRow } from "@/bindings/ViolationRow";
import { useProviderName } from "@/features/settings/queries";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull, formatOffence, formatWhen } from "@/i18n/dates";
import { formatFen } from "@/i18n/money";
import { NewPill, StateTag } from "@/shared/Chip";
import type { GridColumn } from "@/shared/grid";
import { Money, Nothing, Unknown } from "@/shared/Money";
import { Plate } from "@/shared/Plate";

type Columns = readonly GridColumn<ViolationRow>[];
const soft = (text: string | null) => (text ? <span className="soft">{text}</span> : <Nothing />);

/** 0 is nothing, null is unknown. */
export function Points({ points }: { points: number | null }) {
  if (points === null) return <Unknown />;
  return points === 0 ? <Nothing /> : <span>{points}</span>;
}

export function Fine({ fen, places }: { fen: number | null; places: 0 | 2 }) {
  return fen === 0 ? <Nothing /> : <Money fen={fen} places={places} />;
}

/** Every column of the list. `places` is one decision for the whole column of fines. */
export function useColumns(places: 0 | 2): Columns {
  const { t } = useTranslation(["violations", "common"]);
  const provider = useProviderName();
  const english = useLanguage() === "en";
  return useMemo<Columns>(() => {
    const unknown = t("common:money.unknown");
    const seen = (id: "first_seen" | "last_seen"): GridColumn<ViolationRow> => ({
      ...{ id, header: t(`column.${id}`), width: 96, hidden: true, sortable: id === "first_seen" },
      render: (row) => soft(formatWhen(row[id])),
      text: (row) => formatFull(row[id]),
    });
    return [
      {
        ...{ id: "plate", header: t("column.plate"), width: 122, skeleton: 82, sortable: true },
        render: (row) => <Plate plate={row.plate} plateType={row.plate_type} />,
        text: (row) => row.plate,
      },
      {
        ...{ id: "driver", header: t("column.driver"), width: 72, priority: 4, sortable: true },
        render: (row) => row.driver ?? <Nothing />,
        text: (row) => row.driver ?? "",
      },
      {
        ...{ id: "time", header: t("column.time"), width: 104, sortable: true },
        render: (row) => soft(formatOffence(row.time)),
        text: (row) => formatFull(row.time),
      },
      {
        ...{ id: "new", header: t("column.new"), width: english ? 74 : 46, priority: 5 },
        render: (row) => row.is_new && <NewPill />,
        text: (row) => (row.is_new ? t("common:new.one") : ""),
      },
      {
        ...{ id: "act", header: t("column.act"), width: 130, skeleton: 120, grow: true, sortable: true },
        render: (row) => row.act,
        text: (row) => row.act,
      },
      {
        ...{ id: "place", header: t("column.place"), width: 180, priority: 2, sortable: true },
        render: (row) => soft(row.place),
        text: (row) => row.place,
      },
      {
        ...{ id: "city", header: t("column.city"), width: 96, priority: 1, sortable: true },
        render: (row) => soft(row.city),
        text: (row) => row.city ?? "",
      },
      {
        ...{ id: "fine", header: t("column.fine"), width: 88, align: "end", sortable: true },
        render: (row) => <Fine fen={row.fine_fen} places={places} />,
        text: (row) => (row.fine_fen === null ? unknown : formatFen(row.fine_fen, places)),
      },
      {
        ...{
          id: "points",
          header: t("column.points"),
          width: english ? 84 : 58,
          align: "end",
          sortable: true,
        },
        render: (row) => <Points points={row.points} />,
        text: (row) => (row.points === null ? unknown : String(row.points)),
      },
      {
        ...{
          id: "state",
          header: t("column.state"),
          width: english ? 160 : 116,
          skeleton: 66,
          sortable: true,
        },
        render: (row) => <StateTag state={row.state} />,
        text: (row) => t(`common:stateFull.${row.state}`),
      },
      {
        ...{ id: "mine", header: t("column.mine"), width: 84, priority: 3 },
        render: (row) => soft([row.marked ? t("mine.done") : "", row.note ?? ""].filter(Boolean).join(" · ")),
        text: (row) => [row.marked ? t("mine.done") : "", row.note ?? ""].filter(Boolean).join(" · "),
      },
      {
        ...{ id: "code", header: t("column.code"), width: 76, hidden: true },
        render: (row) => soft(row.code),
        text: (row) => row.code ?? "",
      },
      {
        ...{ id: "providers", header: t("column.providers"), width: 130, hidden: true },
        render: (row) => soft(row.providers.map(provider).join(" · ")),
        text: (row) => row.providers.map(provider).join(" · "),
      },
      seen("first_seen"),
      seen("last_seen"),
    ];
  }, [t, places, provider, english]);
}
