import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CityList } from "@/bindings/CityList";
import type { ProviderView } from "@/bindings/ProviderView";
import { Refusal } from "@/features/check/Refusal";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { TextField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import { EmptyState } from "@/shared/States";
import { say, useProviders } from "../queries";
import css from "../settings.module.css";

/** The city lists of the providers that need one: what is kept, from when, and fetching it anew. */
export function CitiesSection() {
  const { t } = useTranslation("settings");
  const providers = useProviders().data?.filter((view) => view.descriptor.needs_city) ?? [];
  if (providers.length === 0) return <EmptyState title={t("cities.notNeeded")} />;
  return providers.map((view) => <Cities key={view.descriptor.id} view={view} />);
}

function Cities({ view }: { view: ProviderView }) {
  const { t } = useTranslation("settings");
  const language = useLanguage();
  const queries = useQueryClient();
  const provider = view.descriptor.id;
  const queryKey = ["settings", "cities", provider];
  const list = useQuery({ queryKey, queryFn: () => rpc("cities", { provider }) });
  const refresh = useMutation({
    mutationFn: () => rpc("cities_refresh", { provider }),
    onSuccess: (fetched) => queries.setQueryData(queryKey, fetched),
  });
  const error = refresh.error ?? list.error;
  const fetched = list.data?.fetched_at ?? null;
  const count = list.data?.cities.length ?? 0;
  return (
    <Panel
      className={css.cities}
      title={t("cities.title", { provider: say(view.descriptor.name, language) })}
      aside={
        <span data-testid="cities-date">
          {fetched === null
            ? t("cities.never")
            : t("cities.kept", { count, shown: formatCount(count), when: formatFull(fetched) })}
        </span>
      }
      end={
        <Button
          size="small"
          icon="check"
          data-testid="cities-refresh"
          disabled={!view.account || refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          {refresh.isPending ? t("cities.refreshing") : t("cities.refresh")}
        </Button>
      }
    >
      {error && <Refusal onSettings error={asCommandError(error)} />}
      {!view.account && <p className={css.pad}>{t("cities.noAccount")}</p>}
      {list.data && list.data.cities.length > 0 && <CityTable list={list.data} />}
    </Panel>
  );
}

function CityTable({ list }: { list: CityList }) {
  const { t } = useTranslation("settings");
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const shown = list.cities.filter((city) =>
    `${city.province} ${city.name} ${city.code}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className={css.pad}>
        <TextField
          aria-label={t("cities.find")}
          placeholder={t("cities.find")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div className={css.roll}>
        <table className={css.table} data-testid="cities-table">
          <thead>
            <tr>
              <th>{t("cities.province")}</th>
              <th>{t("cities.city")}</th>
              <th>{t("cities.code")}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {shown.map((city) => (
              <tr key={city.code}>
                <td>{city.province}</td>
                <td>{city.name}</td>
                <td className="muted">{city.code}</td>
                <td className="muted">{city.vanished && t("cities.vanished")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
