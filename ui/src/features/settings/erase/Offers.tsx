import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { OfferedFile } from "@/bindings/OfferedFile";
import type { OfferedKind } from "@/bindings/OfferedKind";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { ConfirmDialog } from "@/shared/Dialog";
import { Refusal } from "@/shared/Refusal";
import css from "../settings.module.css";
import { useErase } from "./useErase";

const MOST_NAMED = 6;
const offersQuery = { queryKey: ["state", "erase_offers"], queryFn: () => rpc("erase_offers", {}) };

/** What has lain about for long: removed vehicles, old reports, garages that a restore kept. */
export function Offers() {
  const { t } = useTranslation("settings");
  const offers = useQuery(offersQuery).data;
  const { look, pending, dialog, error } = useErase();
  if (!offers) return null;
  const { vehicles, reports, set_aside } = offers;
  const nothing = vehicles.length + reports.length + set_aside.length === 0;
  return (
    <section aria-label={t("erase.offers")} data-testid="erase-offers">
      <h3 className={css.offersTitle}>{t("erase.offers")}</h3>
      {nothing && <p className="muted">{t("erase.noOffers")}</p>}
      <ul className={css.offers}>
        {vehicles.length > 0 && (
          <Offer
            title={t("erase.longRemoved", { count: vehicles.length, shown: formatCount(vehicles.length) })}
            names={vehicles.map((vehicle) => vehicle.plate)}
          >
            <Button
              size="small"
              data-testid="offer-vehicles"
              disabled={pending}
              onClick={() => look({ who: "long_removed" })}
            >
              {t("erase.look")}
            </Button>
          </Offer>
        )}
        <Files kind="reports" files={reports} />
        <Files kind="set_aside" files={set_aside} />
      </ul>
      {error && <Refusal onSettings error={error} />}
      {dialog}
    </section>
  );
}

function Files({ kind, files }: { kind: OfferedKind; files: OfferedFile[] }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => rpc("offers_delete", { kind }),
    onSuccess: (left) => queries.setQueryData(offersQuery.queryKey, left),
  });
  if (files.length === 0) return null;
  const said = { count: files.length, shown: formatCount(files.length) };
  const title = t(kind === "reports" ? "erase.oldReports" : "erase.setAside", said);
  return (
    <Offer title={title} names={files.map((file) => nameOf(file.path))}>
      <Button
        size="small"
        data-testid={`offer-${kind}`}
        disabled={remove.isPending}
        onClick={() => setAsking(true)}
      >
        {t("erase.deleteFiles")}
      </Button>
      {remove.error && <Refusal onSettings error={asCommandError(remove.error)} />}
      <ConfirmDialog
        opened={asking}
        title={title}
        text={t("erase.filesText")}
        verb={t("erase.deleteFiles")}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          remove.mutate();
          setAsking(false);
        }}
      />
    </Offer>
  );
}

function Offer({ title, names, children }: { title: string; names: string[]; children: ReactNode }) {
  const { t } = useTranslation("settings");
  const more = names.length - MOST_NAMED;
  return (
    <li className={css.offer}>
      <div>
        <p>{title}</p>
        <p className="muted">
          {names.slice(0, MOST_NAMED).join(t("erase.comma"))}
          {more > 0 && t("erase.more", { count: more, shown: formatCount(more) })}
        </p>
      </div>
      {children}
    </li>
  );
}

/** The last part of a path of any system. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
