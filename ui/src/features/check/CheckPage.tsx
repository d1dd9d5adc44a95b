import { useEffect } from "react";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { Page } from "@/shared/page/Page";
import { ErrorState } from "@/shared/States";
import { useAddress } from "@/shared/useAddress";
import { DoneView } from "./batch/DoneView";
import { RunningView } from "./batch/RunningView";
import { BatchesView } from "./batches/BatchesView";
import { EarlierBatch } from "./batches/EarlierBatch";
import { CallsView } from "./calls/CallsView";
import { PlanView } from "./plan/PlanView";
import { isActive, useBatch } from "./progress";
import type { CheckSearch, SearchProps } from "./search";
import { StatementView } from "./statement/StatementView";

/** The check with its address. */
export function CheckPage() {
  return <CheckViews {...useAddress("check", isStep)} />;
}

/** Another view is a step that Back takes back; what is chosen within one is not. */
const isStep = (part: Partial<CheckSearch>) => part.view !== undefined;

/** Plan, batch or ledger. A batch under way comes before a plan: there is only one at a time. */
export function CheckViews({ search, go }: SearchProps) {
  const { t } = useTranslation("check");
  const { batch, known, error } = useBatch();
  const active = isActive(batch);
  useEffect(() => {
    // Keeps the view when the batch ends under the eye: its summary, not a new plan.
    if (active && search.view === undefined) go({ view: "batch" });
  }, [active, search.view, go]);
  if (search.view === "calls") return <CallsView search={search} go={go} />;
  if (search.view === "statement") return <StatementView search={search} go={go} />;
  if (search.view === "batches") return <BatchesView go={go} />;
  if (search.view === "batch" && search.batch !== undefined && search.batch !== batch?.batch) {
    return <EarlierBatch id={search.batch} search={search} go={go} />;
  }
  if (error) {
    return (
      <Page title={t("title")}>
        <ErrorState error={asCommandError(error)} />
      </Page>
    );
  }
  if (!known) return <Page title={t("title")}>{null}</Page>;
  if (batch && active) return <RunningView batch={batch} search={search} go={go} />;
  if (batch && search.view === "batch") return <DoneView batch={batch} search={search} go={go} />;
  return <PlanView search={search} go={go} last={batch} />;
}
