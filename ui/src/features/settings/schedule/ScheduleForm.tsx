import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schedule } from "@/bindings/Schedule";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatComing } from "@/i18n/dates";
import { Button } from "@/shared/Button";
import { scheduleQuery } from "@/shared/data/settings";
import { CheckField, TextField } from "@/shared/Fields";
import { Refusal } from "@/shared/Refusal";
import { TimeField } from "@/shared/TimeField";
import { showToast } from "@/shared/toast";
import { isSame, useUnsaved } from "@/shared/unsaved";
import css from "../settings.module.css";
import { Days, ProviderOf } from "./Choices";
import { CapHint, useCap } from "./cap";
import { Notes } from "./Notes";

/** A figure needs less room than the words below it. */
const FIGURE = { wrapper: { maxWidth: 240 } };
/** As wide with a complaint below it as without. */
const TIME = { root: { width: 150 }, wrapper: { maxWidth: 96 } };

/** What may be spent by itself, and when. */
export function ScheduleForm({ kept }: { kept: Schedule }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(kept);
  const change = (part: Partial<Schedule>) => setWanted((before) => ({ ...before, ...part }));
  const cap = useCap(kept.max_cost_fen, wanted.provider);
  const save = useMutation({
    mutationFn: (schedule: Schedule) => rpc("schedule_save", schedule),
    onSuccess: (view) => {
      queries.setQueryData(scheduleQuery.queryKey, view);
      setWanted(view.schedule);
      cap.type(null);
      const when = view.next_at === null ? null : formatComing(view.next_at);
      showToast(when === null ? t("schedule.savedOff") : t("schedule.saved", { when }));
    },
  });
  useUnsaved(!isSame({ ...wanted, max_cost_fen: null }, { ...kept, max_cost_fen: null }) || cap.isTyped);
  const lacksDay = wanted.on && wanted.days.length === 0;
  const lacksCap = wanted.on && cap.fen === null;
  const isReady = wanted.at !== "" && !lacksDay && !lacksCap && cap.fen !== undefined;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (isReady) save.mutate({ ...wanted, max_cost_fen: cap.fen ?? null });
  };
  return (
    <form className={css.fields} onSubmit={submit}>
      <CheckField
        label={t("schedule.on")}
        description={t("schedule.onHint")}
        checked={wanted.on}
        data-testid="schedule-on"
        onChange={(event) => change({ on: event.currentTarget.checked })}
      />
      <div className={css.timeAndDays}>
        <TimeField
          label={t("schedule.at")}
          description={t("schedule.atHint")}
          hoursInputLabel={t("schedule.hour")}
          minutesInputLabel={t("schedule.minute")}
          hoursInputProps={{ "data-testid": "schedule-hour" }}
          minutesInputProps={{ "data-testid": "schedule-minute" }}
          defaultValue={kept.at}
          error={wanted.at === "" && t("schedule.atWrong")}
          styles={TIME}
          onChange={(at) => change({ at })}
        />
        <Days days={wanted.days} isWrong={lacksDay} onChange={(days) => change({ days })} />
      </div>
      <TextField
        label={t("schedule.cap")}
        description={<CapHint round={cap.round} />}
        value={cap.typed}
        inputMode="decimal"
        placeholder={t("schedule.capNeeded")}
        error={(cap.fen === undefined || lacksCap) && t("schedule.capWrong")}
        rightSection={<span className="muted">{t("limits.yuan")}</span>}
        rightSectionWidth={44}
        styles={FIGURE}
        data-testid="schedule-cap"
        onChange={(event) => cap.type(event.currentTarget.value)}
      />
      <ProviderOf schedule={wanted} onChange={(provider) => change({ provider })} />
      <Notes />
      {save.error && <Refusal onSettings error={asCommandError(save.error)} />}
      <div className="row">
        <Button
          kind="primary"
          type="submit"
          data-testid="schedule-save"
          disabled={save.isPending || !isReady}
        >
          {t("schedule.save")}
        </Button>
      </div>
    </form>
  );
}
