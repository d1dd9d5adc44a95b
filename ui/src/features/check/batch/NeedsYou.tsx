import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ItemRow } from "@/bindings/ItemRow";
import type { Progress } from "@/bindings/Progress";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { StatusChip } from "@/shared/Chip";
import { unsettledCalls, vehicleForm } from "@/shared/links";
import { Panel } from "@/shared/Panel";
import { Plate } from "@/shared/Plate";
import css from "../check.module.css";
import { useChargeWords } from "../costWords";
import { useItemWords } from "./itemColumns";
import { itemStatus, needsData } from "./outcomes";

const SHOWN = 50;

/** 要你看的: what a person must look at, each with what happened, what it cost, what to do. */
export function NeedsYou({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const count = batch.failed + batch.doubtful;
  const items = useQuery({
    // The counts stand in the key: the list is asked for again only when one of them moved.
    queryKey: ["batch_needs", batch.batch, batch.failed, batch.doubtful],
    queryFn: () =>
      rpc("batch_items", {
        batch: batch.batch,
        state: ["failed", "doubtful"],
        new_only: false,
        offset: 0,
        limit: SHOWN,
      }),
    enabled: count > 0,
    placeholderData: keepPreviousData,
  });
  return (
    <Panel
      copies
      className={css.rollPanel}
      title={t("needs.title")}
      aside={count > 0 ? t("needs.aside", { count, shown: formatCount(count) }) : undefined}
    >
      <ul className={css.roll} data-testid="needs-you">
        {count === 0 && <li className={css.need}>{t("needs.none")}</li>}
        {count > 0 && items.data?.rows.map((row) => <Need key={row.vehicle} row={row} />)}
        {count > SHOWN && <li className={css.need}>{t("needs.more", { count: SHOWN })}</li>}
      </ul>
    </Panel>
  );
}

function Need({ row }: { row: ItemRow }) {
  const { t } = useTranslation("check");
  const wordsOf = useItemWords();
  const chargeWords = useChargeWords();
  const status = itemStatus(row);
  return (
    <li className={css.need} data-testid={`need-${row.plate}`}>
      <div className="row">
        <Plate plate={row.plate} plateType={row.plate_type} />
        {status && <StatusChip status={status} />}
        <span className="grow" />
        <NeedLink row={row} />
      </div>
      <div title={row.text ?? undefined}>{wordsOf(row)}</div>
      {row.reason === "vehicle_note" || row.reason === "unknown_code" ? <div>{row.text}</div> : null}
      <div className="soft">
        {chargeWords(row.charge, row.cost_fen)}
        {row.state === "doubtful" && t("needs.notRepeated")}
        {row.reason === "vehicle_locked" && t("needs.locked")}
        {row.can_retry && t("needs.freeLater")}
      </div>
    </li>
  );
}

function NeedLink({ row }: { row: ItemRow }) {
  const { t } = useTranslation("check");
  if (row.state === "doubtful") return <a href={unsettledCalls()}>{t("skip.settle")}</a>;
  if (needsData(row)) return <a href={vehicleForm(row.vehicle)}>{t("skip.correct")}</a>;
  return null;
}
