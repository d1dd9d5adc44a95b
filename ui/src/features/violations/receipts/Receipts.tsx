import type { ReceiptView } from "@/bindings/ReceiptView";
import type { ViolationDetail } from "@/bindings/ViolationDetail";
import { useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { formatMegabytes } from "@/i18n/money";
import { Button, IconButton } from "@/shared/Button";
import { cx } from "@/shared/cx";
import { askReceipt } from "@/shared/files/askFile";
import { SideSection } from "@/shared/Layout";
import { addReceipt, openReceipt, removeReceipt } from "../actions";
import css from "../violations.module.css";

/** What proves that it was paid. A receipt that was taken back stays readable. */
export function Receipts({ detail: { row, receipts, case: said } }: { detail: ViolationDetail }) {
  const { t } = useTranslation("violations");
  if (receipts.length === 0 && !said?.paid && !said?.handled) return null;
  const add = async () => {
    const file = await askReceipt();
    if (file) await addReceipt(row.id, file);
  };
  return (
    <SideSection
      title={t("receipt.title")}
      end={
        <Button size="small" icon="plus" data-testid="add-receipt" onClick={() => void add()}>
          {t("receipt.add")}
        </Button>
      }
    >
      {receipts.length === 0 ? (
        <p className="muted">{t("receipt.none")}</p>
      ) : (
        <ul className={css.receipts} data-testid="receipts">
          {receipts.map((receipt) => (
            <Line key={receipt.id} receipt={receipt} />
          ))}
        </ul>
      )}
    </SideSection>
  );
}

function Line({ receipt }: { receipt: ReceiptView }) {
  const { t } = useTranslation("violations");
  const { id, name, bytes, at, by, taken_back_at: back } = receipt;
  return (
    <li className={cx(back !== null && css.takenBack)}>
      <span className={css.receipt}>
        <button type="button" className="link clip" title={name} onClick={() => void openReceipt(id)}>
          {name}
        </button>
        <span className="muted">
          {[formatMegabytes(bytes), by, formatFull(at)].filter(Boolean).join(t("comma"))}
          {back !== null && t("log.takenBack", { when: formatFull(back) })}
        </span>
      </span>
      {back === null && (
        <IconButton
          icon="close"
          label={t("receipt.takeBack", { name })}
          data-testid="remove-receipt"
          onClick={() => void removeReceipt(id)}
        />
      )}
    </li>
  );
}
