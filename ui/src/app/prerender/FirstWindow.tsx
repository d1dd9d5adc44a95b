import type { ReactNode } from "react";
import type { AppState } from "@/bindings/AppState";
import { CheckButton, FleetSize, ListButtons } from "@/features/garage/list/parts";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { percentDone } from "@/shared/data/appState";
import { FilterButton, FilterChip } from "@/shared/Filter";
import filterCss from "@/shared/Filter.module.css";
import { ColumnsButton } from "@/shared/grid/ColumnChooser";
import { Split, Toolbar } from "@/shared/Layout";
import { PageLook } from "@/shared/page/Page";
import { SearchField } from "@/shared/page/SearchBox";
import css from "../Frame.module.css";
import { SidebarLook } from "../SidebarLook";

const nothing = () => {};

/** The window at the garage, as the page will draw it a moment later. */
export function FirstWindow({ state, grid }: { state: AppState | undefined; grid: ReactNode }) {
  const { t } = useTranslation("garage");
  const all = state?.vehicles;
  const figures = all === undefined ? undefined : { all, total: all };
  return (
    // Nothing of it can be pressed or read aloud: it makes room for the page before anybody could follow.
    <div className={css.frame} style={state ? {} : { visibility: "hidden" }} aria-hidden="true" inert>
      <SidebarLook here="garage" state={state} percent={percentDone(state?.running ?? null)} />
      <div className={css.main}>
        <PageLook
          flush
          title={t("title")}
          sub={figures && <FleetSize all={figures.all} />}
          search={<SearchField value="" readOnly />}
          primary={<CheckButton figures={figures} narrowed={false} />}
        >
          <Toolbar end={<ListButtons chooser={<ColumnsButton />} />}>
            <FiltersLook />
          </Toolbar>
          <Split>{grid}</Split>
        </PageLook>
      </div>
    </div>
  );
}

/** The filters, all of them off. */
function FiltersLook() {
  const { t } = useTranslation(["garage", "common"]);
  return (
    <>
      {(["status", "group", "type"] as const).map((name) => (
        <span key={name} className={filterCss.pair}>
          <FilterButton label={t(`filter.${name}`)} chosen={null} />
        </span>
      ))}
      <FilterChip label={t("filter.new")} on={false} onChange={nothing} />
      <span className={filterCss.pair}>
        <FilterButton label={t("filter.due")} chosen={null} />
      </span>
      <Button kind="quiet" size="small">
        {t("common:saved.label")}
      </Button>
    </>
  );
}
