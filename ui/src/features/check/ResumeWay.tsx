import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Plan } from "@/bindings/Plan";
import type { Progress } from "@/bindings/Progress";
import type { ProviderView } from "@/bindings/ProviderView";
import type { ResumeRequest } from "@/bindings/ResumeRequest";
import { asCommandError, rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount, parseYuan } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { say } from "@/shared/data/settings";
import { Refusal } from "@/shared/Refusal";
import css from "./check.module.css";
import { useCostWords } from "./costWords";
import { CapShort } from "./plan/CapShort";
import { showProgress } from "./progress";
import type { SearchProps } from "./search";

/** `cap` is in yuan as typed; `null` keeps to what is left of the batch's own, "" is none. */
function requestFor(batch: Progress, provider: string | null, cap: string | null): ResumeRequest {
  return {
    batch: batch.batch,
    provider,
    max_cost_fen: cap === null ? null : (parseYuan(cap) ?? null),
    keep_cap: cap === null,
    take_other: null,
    concurrency: null,
    rate: null,
  };
}

/** What going on with the batch would do, of this provider and within this cap. */
export function useResumePlan(batch: Progress, provider: string | null, cap: string | null) {
  const request = requestFor(batch, provider, cap);
  return useQuery({
    queryKey: ["vehicles", "resume_plan", request],
    queryFn: () => rpc("check_resume_plan", request),
    placeholderData: keepPreviousData,
    // What other calls cost since then counts.
    staleTime: 0,
  });
}

type WayProps = Pick<SearchProps, "go"> & {
  batch: Progress;
  /** As typed; `null` = the batch's own, `undefined` = no amount. */
  cap: string | null | undefined;
  /** Asked instead of the provider that was planned. */
  other?: ProviderView;
  primary?: boolean;
};

/** One way to go on: what it costs at most, and its button. */
export function ResumeWay({ batch, cap, other, primary = false, go }: WayProps) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const queries = useQueryClient();
  const provider = other?.descriptor.id ?? null;
  const plan = useResumePlan(batch, provider, cap ?? null);
  const resume = useMutation({
    mutationFn: () => rpc("check_resume", requestFor(batch, provider, cap ?? null)),
    onSuccess: (progress) => {
      showProgress(progress);
      for (const key of ["state", "calls"]) void queries.invalidateQueries({ queryKey: [key] });
      go({ view: "batch", show: undefined, batch: undefined });
    },
  });
  const error = resume.error ?? plan.error;
  const count = batch.resumable;
  const counted = { count, shown: formatCount(count) };
  const known = plan.data && !plan.isPlaceholderData ? plan.data.plan : undefined;
  return (
    <li className={css.resumeWay}>
      {plan.data && <Price plan={plan.data.plan} />}
      <Button
        size="small"
        icon="play"
        kind={primary ? "primary" : undefined}
        data-testid={provider ? `check-resume-${provider}` : "check-resume"}
        disabled={resume.isPending || cap === undefined || !known || known.cap_allows === 0}
        onClick={() => resume.mutate()}
      >
        {other
          ? t("resume.other", { provider: say(other.descriptor.name, language), ...counted })
          : t("resume.verb", counted)}
      </Button>
      {error && <Refusal error={asCommandError(error)} />}
    </li>
  );
}

/** 「最高费用 1.68 元」, and how far the cap reaches. */
function Price({ plan }: { plan: Plan }) {
  const { t } = useTranslation("check");
  const costWords = useCostWords();
  const allowed = plan.cap_allows;
  const atMost = (
    <>
      {t("plan.atMost")} <b>{costWords(plan.at_most)}</b>
    </>
  );
  if (allowed === null) return <span data-testid="resume-price">{atMost}</span>;
  return (
    <span data-testid="resume-price">
      {allowed > 0 && atMost}
      <span className="soft">
        {allowed > 0 && t("comma")}
        <CapShort allowed={allowed} /> {t("plan.uncapped", { cost: costWords(plan.uncapped) })}
      </span>
    </span>
  );
}
