import { useState } from "react";
import type { EraseReply } from "@/bindings/EraseReply";
import type { EraseWhom } from "@/bindings/EraseWhom";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { CheckField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";
import css from "../settings.module.css";

/** What would go, with whom it is about. */
export type Seen = { whom: EraseWhom; what: EraseReply };

type EraseDialogProps = {
  seen: Seen | null;
  onClose: () => void;
  /** True when the copies go, too. */
  onConfirm: (copies: boolean) => void;
};

/** What will be gone, before it is. */
export function EraseDialog({ seen, onClose, onConfirm }: EraseDialogProps) {
  const { t } = useTranslation(["settings", "common"]);
  const [kept, setKept] = useState<Seen | null>(null);
  // The tick is taken away from one look, and stands again at the next.
  const copies = kept !== seen;
  const foot = (
    <>
      <Button data-autofocus onClick={onClose}>
        {t("common:action.cancel")}
      </Button>
      <Button
        kind="danger"
        data-testid="erase-now"
        onClick={() => onConfirm(copies && (seen?.what.copies.length ?? 0) > 0)}
      >
        {t("erase.verb")}
      </Button>
    </>
  );
  return (
    <Dialog opened={seen !== null} title={t("erase.confirm")} onClose={onClose} foot={foot} width={480}>
      {seen && (
        <div className={css.fields} data-testid="erase-seen">
          <Counts seen={seen} />
          <p className="soft">{t(seen.whom.who === "driver" ? "erase.driverStays" : "erase.moneyStays")}</p>
          {seen.what.not_looked_into !== null && (
            <Note icon={<Icon name="attention" />}>
              {t("erase.notLookedInto")} <code>{seen.what.not_looked_into}</code>
            </Note>
          )}
          {seen.what.copies.length > 0 && (
            <div>
              <p>
                {t("erase.copies", { count: seen.what.copies.length, shown: shown(seen.what.copies.length) })}
              </p>
              <ul className={css.files} data-testid="erase-copies">
                {seen.what.copies.map((copy) => (
                  <li key={copy}>
                    <code>{copy}</code>
                  </li>
                ))}
              </ul>
              <CheckField
                label={t("erase.alsoCopies")}
                data-testid="erase-also-copies"
                checked={copies}
                onChange={(event) => setKept(event.currentTarget.checked ? null : seen)}
              />
            </div>
          )}
        </div>
      )}
    </Dialog>
  );
}

const shown = formatCount;

function Counts({ seen: { whom, what } }: { seen: Seen }) {
  const { t } = useTranslation("settings");
  const named = whom.who === "driver";
  const figures = [
    [named ? t("erase.namesOnVehicles") : t("erase.vehicles"), what.vehicles],
    [named ? t("erase.namesOnViolations") : t("erase.violations"), what.violations],
    ...(named ? [] : ([[t("erase.calls"), what.calls]] as const)),
    ...(what.receipts > 0 ? ([[t("erase.receipts"), what.receipts]] as const) : []),
  ] as const;
  return (
    <dl className={css.counts}>
      {figures.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{shown(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
