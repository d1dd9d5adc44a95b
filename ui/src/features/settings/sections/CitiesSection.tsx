import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CityRefresh } from "@/bindings/CityRefresh";
import type { ProviderView } from "@/bindings/ProviderView";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { say, useProviders } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { Note, Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { EmptyState } from "@/shared/States";
import css from "../settings.module.css";
import { CityTable } from "./CityTable";
import { useSeconds } from "./useSeconds";

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
    onSuccess: (fetched) => queries.setQueryData(queryKey, fetched.list),
  });
  const error = refresh.error ?? list.error;
  const fetched = list.data?.fetched_at ?? null;
  const count = list.data?.cities.length ?? 0;
  return (
    <Panel
      className={count > 0 ? css.cities : css.single}
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
          {refresh.isPending
            ? t("cities.refreshing")
            : t(fetched === null ? "cities.fetch" : "cities.refresh")}
        </Button>
      }
    >
      <RefreshNote refreshing={refresh.isPending} changes={refresh.data} />
      {error && <Refusal onSettings error={asCommandError(error)} />}
      {!view.account && <p className={css.pad}>{t("cities.noAccount")}</p>}
      {view.account && list.data && fetched === null && <p className={css.pad}>{t("cities.neverText")}</p>}
      {list.data && list.data.cities.length > 0 && <CityTable list={list.data} />}
    </Panel>
  );
}

type NoteProps = { refreshing: boolean; changes: CityRefresh | undefined };

/** How long it takes nobody knows beforehand: the time that went by, then what changed. */
function RefreshNote({ refreshing, changes }: NoteProps) {
  const { t } = useTranslation("settings");
  const seconds = useSeconds(refreshing);
  if (!refreshing && !changes) return null;
  return (
    <div className={css.pad} role="status" data-testid="cities-progress" data-busy={refreshing}>
      {refreshing ? (
        <>
          <span>{t("cities.waiting", { count: seconds })}</span>
          <div role="progressbar" className={css.underWay} aria-label={t("cities.refreshing")}>
            <span />
          </div>
        </>
      ) : (
        changes && (
          <Note tone="passed" icon={<Icon name="tick" />}>
            {t("cities.changed", { added: changes.added, vanished: changes.vanished })}
          </Note>
        )
      )}
    </div>
  );
}
