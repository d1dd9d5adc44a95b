import type { PriceRow } from "@/bindings/PriceRow";
import { useLanguage, useTranslation } from "@/i18n";
import { costInText, formatCount } from "@/i18n/money";
import { Button, IconButton } from "@/shared/Button";
import { NumberField, TextField } from "@/shared/Fields";
import css from "../settings.module.css";
import { type FieldsProps, FormRow } from "./FormRow";

/** The step that a new row begins with: after the last one. */
function nextRow(rows: PriceRow[]): PriceRow {
  const last = rows.at(-1);
  return { from: (last?.from ?? 0) + 100, price_yuan: last?.price_yuan ?? "" };
}

const whole = (value: string | number) => (typeof value === "number" ? value : null);

/** What calls cost: gifts first, then a price from so many paid calls on; and how many are left at the vendor. */
export function PriceFields({ view, form, complaint, onChange }: FieldsProps) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const rows = form.prices;
  const set = (prices: PriceRow[]) => onChange({ ...form, prices });
  const packages = view.descriptor.tiers.map((tier) => `${tier.calls} × ${costInText(tier.price, language)}`);
  const hint =
    packages.length > 0 ? t("account.tiers", { tiers: packages.join(t("comma")) }) : t("account.priceHint");
  const unit = (words: string) => <span className="muted nowrap">{words}</span>;
  return (
    <>
      <FormRow label={t("account.price")} hint={hint}>
        <ul className={css.priceRows} data-testid="account-prices">
          {rows.map((row, at) => (
            <li key={at} className={css.inline}>
              <Row
                row={row}
                first={at === 0}
                wrong={complaint === "prices"}
                onChange={(changed) => set(rows.map((old, place) => (place === at ? changed : old)))}
              />
              {at > 0 && (
                <IconButton
                  icon="close"
                  label={t("account.stepRemove")}
                  onClick={() => set(rows.filter((_, place) => place !== at))}
                />
              )}
            </li>
          ))}
        </ul>
        {complaint === "prices" && <small className={css.wrong}>{t("account.priceWrong")}</small>}
        <Button
          size="small"
          icon="plus"
          data-testid="account-step-add"
          onClick={() => set([...rows, nextRow(rows)])}
        >
          {t("account.stepAdd")}
        </Button>
      </FormRow>
      <FormRow label={t("account.free")} hint={t("account.quotaHint")}>
        <div className={css.inline}>
          <NumberField
            aria-label={t("account.free")}
            className={css.small}
            min={0}
            allowDecimal={false}
            value={form.free_calls ?? ""}
            rightSection={unit(t("account.times"))}
            rightSectionWidth={44}
            data-testid="account-free"
            onChange={(value) => onChange({ ...form, free_calls: whole(value) })}
          />
          <span className="soft">{t("account.quota")}</span>
          <NumberField
            aria-label={t("account.quota")}
            className={css.narrow}
            min={0}
            allowDecimal={false}
            placeholder={t("account.quotaNone")}
            value={form.quota_left ?? ""}
            rightSection={unit(t("account.times"))}
            rightSectionWidth={44}
            data-testid="account-quota"
            onChange={(value) => onChange({ ...form, quota_left: whole(value) })}
          />
          {view.account && view.account.charged > 0 && (
            <span className="muted">
              {t("account.chargedSoFar", {
                count: view.account.charged,
                shown: formatCount(view.account.charged),
              })}
            </span>
          )}
        </div>
      </FormRow>
    </>
  );
}

type RowProps = { row: PriceRow; first: boolean; wrong: boolean; onChange: (row: PriceRow) => void };

function Row({ row, first, wrong, onChange }: RowProps) {
  const { t } = useTranslation("settings");
  return (
    <>
      <span className="soft">{t("account.stepFrom")}</span>
      <NumberField
        aria-label={t("account.stepFrom")}
        className={css.small}
        min={1}
        allowDecimal={false}
        disabled={first}
        value={row.from}
        data-testid={first ? "account-from" : undefined}
        onChange={(value) => onChange({ ...row, from: whole(value) ?? row.from })}
      />
      <span className="soft">{t("account.stepOn")}</span>
      <TextField
        aria-label={t("account.price")}
        className={css.narrow}
        inputMode="decimal"
        value={row.price_yuan}
        error={wrong}
        rightSection={<span className="muted nowrap">{t("account.each")}</span>}
        rightSectionWidth={58}
        data-testid={first ? "account-price" : undefined}
        onChange={(event) => onChange({ ...row, price_yuan: event.currentTarget.value })}
      />
    </>
  );
}
