import type { VehicleStatus } from "@/bindings/VehicleStatus";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { useDemoSwitch } from "@/shared/data/useDemoSwitch";
import { LEFT } from "@/shared/links";
import { EmptyState } from "@/shared/States";
import { FILTERS } from "../filter";
import { pickFile } from "../import/source";
import type { SearchProps } from "../search";
import { useChosenWords } from "./Filters";

/** No vehicle at all: the ways in. */
export function EmptyGarage({ go }: Pick<SearchProps, "go">) {
  const { t } = useTranslation("garage");
  const demo = useDemoSwitch("demo_start");
  const choose = async () => {
    if (await pickFile()) go({ import: true });
  };
  return (
    <EmptyState
      drawing
      title={t("empty.title")}
      text={t("empty.text")}
      hint={t("empty.hint")}
      actions={
        <>
          <Button kind="primary" icon="importFile" data-testid="empty-import" onClick={() => void choose()}>
            {t("empty.import")}
          </Button>
          <Button icon="plus" data-testid="empty-add" onClick={() => go({ edit: "new" })}>
            {t("empty.add")}
          </Button>
          <button type="button" className="link" data-testid="empty-demo" onClick={() => demo.mutate({})}>
            {t("empty.demo")}
          </button>
        </>
      }
    />
  );
}

/** Nothing matches: what was asked for, how many of those no longer in use (`left`) do, and the way back. */
export function NoMatch({ search, go, all, left }: SearchProps & { all: number; left: number }) {
  const { t } = useTranslation(["garage", "common"]);
  const chosen = useChosenWords();
  const filtered = FILTERS.isFiltered(search);
  const asked = [
    search.q && t("noMatch.search", { text: search.q }),
    search.status &&
      t("noMatch.status", {
        text: chosen(search.status, (key) => t(`common:status.${key as VehicleStatus}`)),
      }),
    filtered && !search.status && t("noMatch.filters"),
  ].filter(Boolean);
  return (
    <EmptyState
      title={t("noMatch.title")}
      text={t("noMatch.text", {
        asked: asked.join(t("comma")),
        count: all,
        shown: formatCount(all),
      })}
      actions={
        <>
          {left > 0 && (
            <Button data-testid="nomatch-left" onClick={() => go({ left: [...LEFT] })}>
              {t("noMatch.left", { count: left, shown: formatCount(left) })}
            </Button>
          )}
          {filtered && (
            <Button data-testid="nomatch-keep-search" onClick={() => go(FILTERS.none)}>
              {search.q ? t("noMatch.keepSearch") : t("common:action.clearFilters")}
            </Button>
          )}
          {search.q && (
            <Button
              kind={filtered ? "quiet" : "plain"}
              data-testid="nomatch-clear"
              onClick={() => go({ ...FILTERS.none, q: "" })}
            >
              {filtered ? t("noMatch.clearAll") : t("common:search.clear")}
            </Button>
          )}
        </>
      }
    />
  );
}
