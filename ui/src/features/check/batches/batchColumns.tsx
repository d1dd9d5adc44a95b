import { useMemo } from "react";
import type { BatchRow } from "@/bindings/BatchRow";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Chip, NewPill, type Tone } from "@/shared/Chip";
import type { GridColumn } from "@/shared/grid";
import type { IconName } from "@/shared/Icon";
import { Count } from "@/shared/Money";
import { useProviderColumn, useTimeColumn } from "../askedColumns";
import { useCostWords } from "../costWords";

const LOOKS: Record<BatchRow["state"], { tone: Tone; icon: IconName }> = {
  running: { tone: "info", icon: "dots" },
  paused: { tone: "info", icon: "pause" },
  stopping: { tone: "info", icon: "stop" },
  done: { tone: "clean", icon: "tick" },
  stopped: { tone: "info", icon: "stop" },
  interrupted: { tone: "failed", icon: "attention" },
};

type Counted = "planned" | "answered" | "failed" | "doubtful" | "not_asked";

/** Columns of the list of batches. */
export function useBatchColumns(): readonly GridColumn<BatchRow>[] {
  const { t } = useTranslation("check");
  const time = useTimeColumn<BatchRow>("started_at", t("batches.began"), (row) => row.started_at);
  const provider = useProviderColumn<BatchRow>();
  const costWords = useCostWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the word makers follow t
  return useMemo(() => {
    const cost = (row: BatchRow) => costWords({ fen: row.cost_fen, unknown: row.cost_unknown });
    const count = (id: Counted, header: string, priority?: 1 | 2): GridColumn<BatchRow> => ({
      id,
      header,
      width: 84,
      align: "end",
      ...(priority && { priority }),
      render: (row) => <Count count={row[id]} />,
      text: (row) => String(row[id]),
    });
    const end = (row: BatchRow) =>
      row.stopped ? t(`stop.${row.stopped.kind}`) : t(`batches.state.${row.state}`);
    // The last in its cell, since it may be cut: its words are in the title, too.
    const resumable = ({ resumable: count }: BatchRow) =>
      t("batches.resumable", { count, shown: formatCount(count) });
    return [
      {
        id: "number",
        header: t("batches.number"),
        width: 64,
        align: "end",
        render: (row) => row.number,
        text: (row) => String(row.number),
      },
      time,
      provider,
      count("planned", t("batches.planned")),
      count("answered", t("batches.answered")),
      count("failed", t("outcome.failed")),
      count("doubtful", t("outcome.doubtful")),
      count("not_asked", t("outcome.not_asked"), 1),
      {
        id: "cost",
        header: t("done.cost"),
        width: 132,
        align: "end",
        render: cost,
        text: cost,
      },
      {
        id: "end",
        header: t("batches.end"),
        width: 200,
        grow: 1,
        render: (row) => (
          <span className="row" title={row.resumable > 0 ? resumable(row) : undefined}>
            <Chip {...LOOKS[row.state]}>{end(row)}</Chip>
            <NewPill count={row.new_violations} />
            {row.resumable > 0 && <span className="soft clip">{resumable(row)}</span>}
          </span>
        ),
        text: end,
      },
    ];
  }, [t, time, provider]);
}
