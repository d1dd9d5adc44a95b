import { useQuery } from "@tanstack/react-query";
import type { Selection } from "@/bindings/Selection";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount, parseYuan } from "@/i18n/money";
import { useAppState } from "@/shared/data/appState";
import { useGarageSettings, useProviders } from "@/shared/data/settings";
import { CheckField, NumberField, SelectField, TextField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { Note, Panel } from "@/shared/Panel";
import { Segmented } from "@/shared/Segmented";
import css from "../check.module.css";
import type { SearchProps } from "../search";
import { ProviderChoice } from "./ProviderChoice";
import { type Who, whoIsMeant } from "./planRequest";

type OptionsProps = SearchProps & {
  chosen: Selection | null;
  defaultFresh: number;
  planned: number | undefined;
};

/** Whom to ask, of which provider, within which limits. Every change plans again. */
export function PlanOptions({ search, go, chosen, defaultFresh, planned }: OptionsProps) {
  const { t } = useTranslation(["check", "common"]);
  const capIsWrong = search.cap !== undefined && parseYuan(search.cap) === undefined;
  return (
    <Panel padded className={css.options}>
      <WhoChoice search={search} go={go} chosen={chosen} planned={planned} />
      <ProviderChoice search={search} go={go} />
      <div className={css.pair}>
        <NumberField
          label={t("plan.freshLabel")}
          value={search.fresh ?? defaultFresh}
          min={0}
          max={8784}
          allowNegative={false}
          decimalScale={0}
          rightSection={<span className="muted nowrap">{t("plan.hours")}</span>}
          rightSectionWidth={64}
          data-testid="check-fresh"
          onChange={(value) => go({ fresh: typeof value === "number" ? value : undefined })}
        />
        <TextField
          label={t("plan.capLabel")}
          value={search.cap ?? ""}
          inputMode="decimal"
          placeholder={t("plan.noCap")}
          error={capIsWrong && t("plan.capWrong")}
          rightSection={<span className="muted">{t("cost.yuan")}</span>}
          rightSectionWidth={44}
          data-testid="check-cap"
          onChange={(event) => go({ cap: event.currentTarget.value || undefined })}
        />
      </div>
      <CheckField
        checked={search.doubtful ?? false}
        label={
          <>
            {t("plan.doubtfulToo")} <span className="muted">{t("plan.mayCharge")}</span>
          </>
        }
        data-testid="check-doubtful"
        onChange={(event) => go({ doubtful: event.currentTarget.checked || undefined })}
      />
      <OtherChoice search={search} go={go} />
      <Note icon={<Icon name="info" />}>{t("plan.doubtfulRule")}</Note>
    </Panel>
  );
}

/** With two accounts a vehicle that one cannot answer for can go over to the other by itself. */
function OtherChoice({ search, go }: SearchProps) {
  const { t } = useTranslation("check");
  const accounts = useProviders().data?.filter((view) => view.account).length ?? 0;
  const standard = useGarageSettings().data?.take_other ?? false;
  if (accounts < 2) return null;
  return (
    <CheckField
      checked={search.other ?? standard}
      label={
        <>
          {t("plan.takeOther")} <span className="muted">{t("plan.takeOtherHint")}</span>
        </>
      }
      data-testid="check-take-other"
      onChange={(event) => go({ other: event.currentTarget.checked })}
    />
  );
}

function WhoChoice({ search, go, chosen, planned }: Omit<OptionsProps, "defaultFresh">) {
  const { t } = useTranslation(["check", "common"]);
  const choices = useQuery({ queryKey: ["vehicles", "choices"], queryFn: () => rpc("choices", {}) });
  const all = useAppState()?.vehicles;
  const who = whoIsMeant(search, chosen);
  const groups = choices.data?.groups ?? [];
  const words = (key: Who) => {
    if (key === "all")
      return all === undefined ? t("plan.all") : t("plan.allOf", { shown: formatCount(all) });
    if (key === "group") return t("plan.group");
    const count = chosen?.kind === "ids" ? chosen.ids.length : who === "chosen" ? planned : undefined;
    const label = chosen?.kind === "ids" ? t("plan.chosen") : t("plan.matching");
    return count === undefined ? label : `${label} ${formatCount(count)}`;
  };
  const offered: Who[] = ["all", ...(groups.length > 0 ? ["group" as const] : [])];
  if (chosen) offered.push("chosen");
  const pick = (next: Who) =>
    go({ who: next, group: next === "group" ? (search.group ?? groups[0]?.key) : undefined });
  return (
    <div data-testid="check-who">
      <div className={css.label}>{t("plan.who")}</div>
      <Segmented
        label={t("plan.who")}
        value={who}
        segments={offered.map((value) => ({ value, label: words(value) }))}
        onChange={pick}
      />
      {who === "group" && (
        <SelectField
          mt={8}
          aria-label={t("plan.group")}
          searchable
          value={search.group ?? null}
          data={groups.map((group) => ({
            value: group.key,
            label: `${group.key || t("plan.noGroup")} (${formatCount(group.count)})`,
          }))}
          onChange={(group) => go({ group: group ?? undefined })}
        />
      )}
    </div>
  );
}
