import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Plan } from "@/bindings/Plan";
import type { PlannedVehicle } from "@/bindings/PlannedVehicle";
import type { Progress } from "@/bindings/Progress";
import type { Selection } from "@/bindings/Selection";
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
import type { CheckSearch, SearchProps } from "../search";
import { useChosenSelection } from "../selection";
import type { Taken } from "./AskedTable";
import { PlanOptions } from "./PlanOptions";
import { PlanPanel } from "./PlanPanel";
import { planRequest, whoIsMeant } from "./planRequest";

const DEFAULT_FRESH_HOURS = 24;

/** Step one: who would be asked, who not and why, what it costs at most. Nothing is sent. */
export function PlanView({ search, go, last }: SearchProps & { last: Progress | null }) {
  const { t } = useTranslation(["check", "common"]);
  const queries = useQueryClient();
  const costWords = useCostWords();
  const chosen = useChosenSelection();
  const defaultFresh = useGarageSettings().data?.fresh_within_hours ?? DEFAULT_FRESH_HOURS;
  const taken = useTaken(`${whoIsMeant(search, chosen)} ${search.group ?? ""}`);
  const request = useMemo(
    () =>
      planRequest(
        search,
        chosen,
        defaultFresh,
        taken.out.map(({ vehicle }) => vehicle),
      ),
    [search, chosen, defaultFresh, taken.out],
  );
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
      go({ view: "batch", show: undefined, who: undefined, group: undefined });
    },
  });
  // What is started must be what stands here: not before the plan of these very options is shown.
  const current = plan.isSuccess && !plan.isPlaceholderData && asked === request;
  const count = plan.data?.asked ?? 0;
  const within = plan.data?.cap_allows ?? null;
  const error = start.error ?? plan.error;
  const foot = (
    <FootBar
      end={
        <>
          {plan.data && (
            <span className="nowrap" data-testid="check-at-most">
              {t("plan.atMost")} <b>{costWords(plan.data.at_most)}</b>
              {within !== null && t("plan.within", { count: within, shown: formatCount(within) })}
            </span>
          )}
          <Button
            kind="primary"
            size="big"
            icon="play"
            data-testid="check-start"
            disabled={!current || count === 0 || within === 0 || start.isPending}
            onClick={() => start.mutate()}
          >
            {plan.data && within === null
              ? t("plan.start", { count, shown: formatCount(count) })
              : t("plan.startPlain")}
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
      sub={
        <Scope
          search={search}
          chosen={chosen}
          plan={current ? plan.data : undefined}
          out={taken.out.length}
        />
      }
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
            taken={taken}
            maxCost={request.max_cost_fen}
            hours={request.fresh_within_hours}
          />
        )}
      </div>
    </Page>
  );
}

/** Which vehicles this plan is about: 「全部 186 辆」, 「分组 一队 12 辆，已移出 1 辆」. */
function Scope(props: {
  search: CheckSearch;
  chosen: Selection | null;
  plan: Plan | undefined;
  out: number;
}) {
  const { t } = useTranslation("check");
  const { search, chosen, plan, out } = props;
  const who = whoIsMeant(search, chosen);
  const name = {
    all: t("plan.all"),
    group:
      search.group === undefined
        ? t("plan.all")
        : t("plan.ofGroup", { group: search.group || t("plan.noGroup") }),
    chosen: t(chosen?.kind === "ids" ? "plan.chosen" : "plan.matching"),
  }[who];
  const count = plan && ` ${formatCount(plan.planned)} ${t("vehicles", { count: plan.planned })}`;
  return (
    <span data-testid="plan-scope">
      {t("plan.who")}
      {t("colon")}
      <b>
        {name}
        {count}
      </b>
      {out > 0 && `${t("comma")}${t("plan.takenOut", { count: out, shown: formatCount(out) })}`}
    </span>
  );
}

/** Vehicles taken out of the plan; with another scope it begins anew. */
function useTaken(scope: string): Taken {
  const [kept, keep] = useState<{ scope: string; out: readonly PlannedVehicle[] }>({ scope, out: [] });
  const out = kept.scope === scope ? kept.out : NOBODY;
  return {
    out,
    takeOut: (vehicle) => keep({ scope, out: [...out, vehicle] }),
    putBack: (id) => keep({ scope, out: out.filter(({ vehicle }) => vehicle !== id) }),
  };
}

const NOBODY: readonly PlannedVehicle[] = [];

/** The day's own check could not begin; said until somebody has checked since. */
function LastFailedRun({ last }: { last: Progress | null }) {
  const { stuck, last: run } = useSchedule().data ?? {};
  if (stuck) return <StuckRun error={stuck} />;
  if (!run || (last !== null && last.started_at >= run.at)) return null;
  return <FailedRun run={run} />;
}
