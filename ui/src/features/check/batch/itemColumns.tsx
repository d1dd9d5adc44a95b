import { useMemo } from "react";
import type { ItemRow } from "@/bindings/ItemRow";
import { useTranslation } from "@/i18n";
import { formatClock } from "@/i18n/dates";
import { formatFen } from "@/i18n/money";
import { Chip, NewPill, StatusChip } from "@/shared/Chip";
import { useCodeWords } from "@/shared/codeWords";
import { useProviderName } from "@/shared/data/settings";
import type { GridColumn } from "@/shared/grid";
import { Nothing } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import { itemStatus } from "./outcomes";

/** Nobody knew whether it was charged, and a person has found out since. */
const isResolved = (row: ItemRow) =>
  row.state === "doubtful" && row.charge !== null && row.charge !== "unknown";

const seconds = (row: ItemRow) => (row.took_ms === null ? "" : (row.took_ms / 1000).toFixed(1));

/** What an item says beside its chip; the vendor's words stay text. */
export function useItemWords(): (row: ItemRow) => string {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  const codeWords = useCodeWords();
  return (row) => {
    const over = row.instead_of ? t("items.instead", { provider: nameOf(row.provider) }) : "";
    if (row.state === "answered") {
      const counted = [
        row.unpaid > 0 && t("items.unpaid", { count: row.unpaid }),
        row.first_found > 0 && t("news.firstFound", { count: row.first_found, shown: row.first_found }),
        row.gone > 0 && t("news.gone", { count: row.gone, shown: row.gone }),
        over,
      ];
      return counted.filter(Boolean).join(" ");
    }
    if (row.reason === null) return over;
    const words = t(`reason.${row.reason}`);
    return [row.code ? t("withCode", { words, code: codeWords(row.code) }) : words, over]
      .filter(Boolean)
      .join(" ");
  };
}

function useItemCost(): (row: ItemRow) => string {
  const { t } = useTranslation("check");
  return (row) => {
    if (row.charge === "unknown") {
      return row.cost_fen === null
        ? t("items.mayBe")
        : t("items.mayCost", { cost: formatFen(row.cost_fen, 2) });
    }
    if (row.charge !== "yes") return "";
    return row.cost_fen === null ? t("cost.noPrice") : formatFen(row.cost_fen, 2);
  };
}

/** Columns of a batch's items. */
export function useItemColumns(): readonly GridColumn<ItemRow>[] {
  const { t } = useTranslation("check");
  const wordsOf = useItemWords();
  const costOf = useItemCost();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two word makers follow t
  return useMemo(
    () => [
      {
        id: "at",
        header: t("items.time"),
        width: 82,
        render: (row) => <span className="soft">{formatClock(row.at)}</span>,
        text: (row) => formatClock(row.at),
      },
      {
        id: "plate",
        header: t("items.plate"),
        width: 112,
        skeleton: 82,
        render: (row) => <Plate plate={row.plate} plateType={row.plate_type} />,
        text: (row) => row.plate,
      },
      {
        id: "driver",
        header: t("items.driver"),
        width: 76,
        priority: 1,
        render: (row) => row.driver ?? <Nothing />,
        text: (row) => row.driver ?? "",
      },
      {
        id: "state",
        header: t("items.outcome"),
        width: 108,
        render: (row) => <Outcome row={row} />,
        text: (row) => (isResolved(row) ? t("attempt.resolved") : t(`itemState.${row.state}`)),
      },
      {
        id: "words",
        header: t("items.words"),
        width: 160,
        grow: 1,
        render: (row) => (
          <span className="clip">
            {wordsOf(row)} <NewPill count={row.new_violations} />
          </span>
        ),
        text: (row) => [wordsOf(row), row.text].filter(Boolean).join("\n"),
      },
      {
        id: "cost",
        header: t("items.cost"),
        width: 92,
        align: "end",
        render: (row) => costOf(row) || <Nothing />,
        text: costOf,
      },
      {
        id: "took",
        header: t("items.took"),
        width: 84,
        align: "end",
        priority: 2,
        render: (row) => seconds(row) || <Nothing />,
        text: seconds,
      },
    ],
    [t],
  );
}

function Outcome({ row }: { row: ItemRow }) {
  const { t } = useTranslation("check");
  if (isResolved(row)) {
    return (
      <Chip tone="clean" icon="tick">
        {t("attempt.resolved")}
      </Chip>
    );
  }
  const status = itemStatus(row);
  return status ? (
    <StatusChip status={status} />
  ) : (
    <span className="muted">{t(`itemState.${row.state}`)}</span>
  );
}
