import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RobotView } from "@/bindings/RobotView";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { CheckField } from "@/shared/Fields";
import { Refusal } from "@/shared/Refusal";
import { showToast } from "@/shared/toast";
import css from "../settings.module.css";
import { LastTold } from "./LastTold";
import { robotsQuery } from "./queries";
import { TypedSecret } from "./TypedSecret";

/** What a group reads, where it listens, and whether it is told at all. */
export function RobotForm({ kept }: { kept: RobotView }) {
  const { t } = useTranslation("settings");
  const queries = useQueryClient();
  const language = useLanguage();
  const { kind } = kept;
  const [on, setOn] = useState(kept.on);
  const [onDue, setOnDue] = useState(kept.on_due);
  const [fullPlates, setFullPlates] = useState(kept.full_plates);
  const [address, setAddress] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const name = t(`robots.kind.${kind}`);
  const show = (views: RobotView[]) => queries.setQueryData(robotsQuery.queryKey, views);
  const typedAnew = () => {
    setAddress(null);
    setSecret(null);
  };

  const save = useMutation({
    mutationFn: () =>
      rpc("robot_save", {
        kind,
        on,
        on_due: onDue,
        address,
        secret,
        full_plates: fullPlates,
        lang: language === "en" ? "en" : "zh",
      }),
    onSuccess: (views) => {
      show(views);
      typedAnew();
      showToast(on || onDue ? t("robots.savedOn", { name }) : t("robots.savedOff", { name }));
    },
  });
  const test = useMutation({
    mutationFn: () => rpc("robot_test", { kind }),
    onSettled: () => queries.invalidateQueries(robotsQuery),
  });
  const remove = useMutation({
    mutationFn: () => rpc("robot_remove", { kind }),
    onSuccess: (views) => {
      show(views);
      typedAnew();
      setOn(false);
      setOnDue(false);
      setFullPlates(false);
    },
  });

  const isBusy = save.isPending || test.isPending || remove.isPending;
  const hasAddress = kept.host !== null || (address ?? "") !== "";
  const isChanged =
    address !== null ||
    secret !== null ||
    on !== kept.on ||
    onDue !== kept.on_due ||
    fullPlates !== kept.full_plates;
  const error = save.error ?? test.error ?? remove.error;
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (hasAddress && !isBusy) save.mutate();
  };
  return (
    <form className={css.fields} onSubmit={submit}>
      <TypedSecret
        label={t("robots.address")}
        hint={t(`robots.addressHint.${kind}`)}
        kept={kept.host && t("robots.addressKept", { host: kept.host })}
        typed={address}
        testId={`robot-${kind}-address`}
        onChange={setAddress}
      />
      {kind !== "wecom" && (
        <TypedSecret
          label={t("robots.secret")}
          hint={t(`robots.secretHint.${kind}`)}
          kept={kept.has_secret && t("robots.secretKept")}
          typed={secret}
          testId={`robot-${kind}-secret`}
          onChange={setSecret}
        />
      )}
      <CheckField
        label={t("robots.on")}
        description={t("robots.onHint")}
        checked={on}
        data-testid={`robot-${kind}-on`}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <CheckField
        label={t("robots.onDue")}
        description={t("robots.onDueHint")}
        checked={onDue}
        data-testid={`robot-${kind}-due`}
        onChange={(event) => setOnDue(event.currentTarget.checked)}
      />
      <CheckField
        label={t("robots.fullPlates")}
        description={t("robots.fullPlatesHint")}
        checked={fullPlates}
        data-testid={`robot-${kind}-plates`}
        onChange={(event) => setFullPlates(event.currentTarget.checked)}
      />
      <div className="row">
        <Button
          kind="primary"
          type="submit"
          data-testid={`robot-${kind}-save`}
          disabled={isBusy || !hasAddress || !isChanged}
        >
          {t("robots.save")}
        </Button>
        <Button
          data-testid={`robot-${kind}-test`}
          disabled={isBusy || kept.host === null || isChanged}
          onClick={() => test.mutate()}
        >
          {test.isPending ? t("robots.testing") : t("robots.test")}
        </Button>
        {kept.host !== null && (
          <Button
            kind="quiet"
            data-testid={`robot-${kind}-remove`}
            disabled={isBusy}
            onClick={() => remove.mutate()}
          >
            {t("robots.remove")}
          </Button>
        )}
      </div>
      {error ? <Refusal onSettings error={asCommandError(error)} /> : <LastTold kept={kept} />}
    </form>
  );
}
