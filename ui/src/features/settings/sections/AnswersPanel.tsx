import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { GarageSettings } from "@/bindings/GarageSettings";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { settingsQuery, useGarageSettings } from "@/shared/data/settings";
import { NumberField } from "@/shared/Fields";
import { Panel } from "@/shared/Panel";
import { Refusal } from "@/shared/Refusal";
import { showToast } from "@/shared/toast";
import css from "../settings.module.css";

/** How long answers are kept as they came. */
export function AnswersPanel() {
  const { t } = useTranslation("settings");
  const settings = useGarageSettings();
  return (
    <Panel title={t("keeping.answers")} padded>
      <div className={css.fields}>
        <p className="soft">{t("keeping.answersText")}</p>
        {settings.data && <Days kept={settings.data} />}
        {settings.error && <Refusal onSettings error={asCommandError(settings.error)} />}
      </div>
    </Panel>
  );
}

/** A figure needs little room. */
const FIGURE = { wrapper: { maxWidth: 160 } };

function Days({ kept }: { kept: GarageSettings }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const [days, setDays] = useState<number | null>(kept.answers_kept_days);
  const save = useMutation({
    mutationFn: (answers_kept_days: number) => rpc("settings_save", { ...kept, answers_kept_days }),
    onSuccess: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      showToast(t("limits.saved"));
    },
  });
  return (
    <form
      className="row"
      style={{ alignItems: "end" }}
      onSubmit={(event) => {
        event.preventDefault();
        if (days !== null) save.mutate(days);
      }}
    >
      <NumberField
        label={t("keeping.answersDays")}
        value={days ?? ""}
        min={1}
        max={3660}
        rightSection={<span className="muted">{t("keeping.days")}</span>}
        rightSectionWidth={44}
        styles={FIGURE}
        data-testid="answers-days"
        onChange={(value) => setDays(typeof value === "number" ? value : null)}
      />
      <Button
        type="submit"
        data-testid="answers-save"
        disabled={save.isPending || days === null || days === kept.answers_kept_days}
      >
        {t("limits.save")}
      </Button>
      {save.error && <Refusal onSettings error={asCommandError(save.error)} />}
    </form>
  );
}
