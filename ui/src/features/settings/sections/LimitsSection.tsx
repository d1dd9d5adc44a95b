import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { GarageSettings } from "@/bindings/GarageSettings";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatFen, parseYuan } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { settingsQuery, useGarageSettings } from "@/shared/data/settings";
import { CheckField, NumberField, TextField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showToast } from "@/shared/toast";
import { useUnsaved } from "@/shared/unsaved";
import css from "../settings.module.css";

/** The garage's own settings: its name, what counts as fresh, and the month's cap. */
export function LimitsSection() {
  const settings = useGarageSettings();
  if (settings.error) return <Refusal onSettings error={asCommandError(settings.error)} />;
  return settings.data ? <Form kept={settings.data} /> : null;
}

/** A figure needs less room than the words below it. */
const FIGURE = { wrapper: { maxWidth: 240 } };

function Form({ kept }: { kept: GarageSettings }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const [name, setName] = useState(kept.fleet_name);
  const [person, setPerson] = useState(kept.person);
  const [fresh, setFresh] = useState<number | null>(kept.fresh_within_hours);
  const [notice, setNotice] = useState<number | null>(kept.notice_days);
  const [takeOther, setTakeOther] = useState(kept.take_other);
  const keptCap = kept.month_cap_fen;
  const [cap, setCap] = useState(keptCap === null ? "" : formatFen(keptCap, 2).replaceAll(",", ""));
  const capFen = parseYuan(cap);
  const save = useMutation({
    mutationFn: (wanted: GarageSettings) => rpc("settings_save", wanted),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      for (const tag of ["settings", "state"]) void queries.invalidateQueries({ queryKey: [tag] });
      showToast(t("limits.saved"));
    },
  });
  useUnsaved(
    name !== kept.fleet_name ||
      person !== kept.person ||
      fresh !== kept.fresh_within_hours ||
      notice !== kept.notice_days ||
      takeOther !== kept.take_other ||
      capFen !== keptCap,
  );
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (capFen === undefined || fresh === null || notice === null) return;
    save.mutate({
      month_cap_fen: capFen,
      fresh_within_hours: fresh,
      take_other: takeOther,
      answers_kept_days: kept.answers_kept_days,
      notice_days: notice,
      fleet_name: name,
      person,
    });
  };
  return (
    <Panel title={t("section.limits")} padded className={css.single}>
      <form className={css.fields} onSubmit={submit}>
        <TextField
          label={t("limits.name")}
          description={t("limits.nameHint")}
          value={name}
          maxLength={60}
          data-testid="fleet-name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={t("limits.person")}
          description={t("limits.personHint")}
          value={person}
          maxLength={60}
          data-testid="person"
          onChange={(event) => setPerson(event.currentTarget.value)}
        />
        <NumberField
          label={t("limits.fresh")}
          description={t("limits.freshHint")}
          value={fresh ?? ""}
          min={0}
          max={8784}
          rightSection={<span className="muted">{t("limits.hours")}</span>}
          rightSectionWidth={56}
          styles={FIGURE}
          data-testid="fresh-hours"
          onChange={(value) => setFresh(typeof value === "number" ? value : null)}
        />
        <NumberField
          label={t("limits.notice")}
          description={t("limits.noticeHint")}
          value={notice ?? ""}
          min={1}
          max={90}
          rightSection={<span className="muted">{t("limits.days")}</span>}
          rightSectionWidth={56}
          styles={FIGURE}
          data-testid="notice-days"
          onChange={(value) => setNotice(typeof value === "number" ? value : null)}
        />
        <TextField
          label={t("limits.cap")}
          description={t("limits.capHint")}
          value={cap}
          inputMode="decimal"
          placeholder={t("limits.noCap")}
          error={capFen === undefined && t("account.priceWrong")}
          rightSection={<span className="muted">{t("limits.yuan")}</span>}
          rightSectionWidth={44}
          styles={FIGURE}
          data-testid="month-cap"
          onChange={(event) => setCap(event.currentTarget.value)}
        />
        <CheckField
          label={t("limits.takeOther")}
          description={t("limits.takeOtherHint")}
          checked={takeOther}
          data-testid="take-other"
          onChange={(event) => setTakeOther(event.currentTarget.checked)}
        />
        {save.error && <Refusal onSettings error={asCommandError(save.error)} />}
        <div className="row">
          <Button
            kind="primary"
            type="submit"
            data-testid="settings-save"
            disabled={save.isPending || capFen === undefined || fresh === null || notice === null}
          >
            {t("limits.save")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
