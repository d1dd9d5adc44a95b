import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Progress } from "@/bindings/Progress";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { useGarageSettings, useSchedule } from "@/shared/data/settings";
import { FootBar } from "@/shared/Layout";
import { accountSettings } from "@/shared/links";
import { Page } from "@/shared/page/Page";
import { Refusal } from "@/shared/Refusal";
import { BatchesLink } from "../batches/BatchesView";
import css from "../check.module.css";
import { useCostWords } from "../costWords";
import { showProgress } from "../progress";
import { ResumeNote } from "../ResumeNote";
import { FailedRun, StuckRun } from "../schedule/FailedRun";
import type { SearchProps } from "../search";
import { useChosenSelection } from "../selection";
import { PlanOptions } from "./PlanOptions";
import { PlanPanel } from "./PlanPanel";
import { planRequest } from "./planRequest";

const DEFAULT_FRESH_HOURS = 24;

/** Step one: who would be asked, who not and why, what it costs at most. Nothing is sent. */
export function PlanView({ search, go, last }: SearchProps & { last: Progress | null }) {
  const { t } = useTranslation(["check", "common"]);
  const queries = useQueryClient();
  const costWords = useCostWords();
  const chosen = useChosenSelection();
  const defaultFresh = useGarageSettings().data?.fresh_within_hours ?? DEFAULT_FRESH_HOURS;
  const request = useMemo(() => planRequest(search, chosen, defaultFresh), [search, chosen, defaultFresh]);
  const [asked] = useDebouncedValue(request, 150);
  const plan = useQuery({
    queryKey: ["vehicles", "check_plan", asked],
    queryFn: () => rpc("check_plan", asked),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const start = useMutation({
    mutationFn: () => rpc("check_start", request),
    onSuccess: (progress) => {
      showProgress(progress);
      void queries.invalidateQueries({ queryKey: ["state"] });
      go({ view: "batch", show: undefined });
    },
  });
  // What is started must be what stands here: not before the plan of these very options is shown.
  const current = plan.isSuccess && !plan.isPlaceholderData && asked === request;
  const count = plan.data?.asked ?? 0;
  const error = start.error ?? plan.error;
  const foot = (
    <FootBar
      end={
        <>
          {plan.data && (
            <span className="nowrap" data-testid="check-at-most">
              {t("plan.atMost")} <b>{costWords(plan.data.at_most)}</b>
            </span>
          )}
          <Button
            kind="primary"
            size="big"
            icon="play"
            data-testid="check-start"
            disabled={!current || count === 0 || start.isPending}
            onClick={() => start.mutate()}
          >
            {plan.data ? t("plan.start", { count, shown: formatCount(count) }) : t("plan.startPlain")}
          </Button>
        </>
      }
    >
      {t("plan.billing")}{" "}
      <a className="in-text" href={accountSettings(search.provider)}>
        {t("plan.wrongPrice")}
      </a>
    </FootBar>
  );
  return (
    <Page
      title={t("title")}
      sub={t("plan.step")}
      foot={foot}
      primary={
        <>
          <BatchesLink go={go} />
          <button
            type="button"
            className="link"
            data-testid="check-calls"
            onClick={() => go({ view: "calls", unsettled: undefined })}
          >
            {t("calls.title")}
          </button>
        </>
      }
    >
      <ResumeNote go={go} batch={last} />
      <LastFailedRun last={last} />
      {error && <Refusal error={asCommandError(error)} />}
      <div className={css.planColumns}>
        <PlanOptions
          search={search}
          go={go}
          chosen={chosen}
          defaultFresh={defaultFresh}
          planned={plan.isPlaceholderData ? undefined : plan.data?.planned}
        />
        {plan.data && (
          <PlanPanel
            search={search}
            go={go}
            last={last}
            plan={plan.data}
            maxCost={request.max_cost_fen}
            hours={request.fresh_within_hours}
          />
        )}
      </div>
    </Page>
  );
}

/** The day's own check could not begin; said until somebody has checked since. */
function LastFailedRun({ last }: { last: Progress | null }) {
  const { stuck, last: run } = useSchedule().data ?? {};
  if (stuck) return <StuckRun error={stuck} />;
  if (!run || (last !== null && last.started_at >= run.at)) return null;
  return <FailedRun run={run} />;
}
