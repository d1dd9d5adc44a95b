import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { DueSoon } from "@/features/due";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { isFirstStart, useAppState } from "@/shared/data/appState";
import { useGarageSettings } from "@/shared/data/settings";
import { undatedViolations } from "@/shared/links";
import { CheckLink } from "@/shared/page/CheckLink";
import { Page } from "@/shared/page/Page";
import { Skeleton } from "@/shared/Skeleton";
import { ErrorState, useSlow } from "@/shared/States";
import { SpanChoice, Undated } from "@/shared/span/SpanChoice";
import { type SpanSearch, toSpan } from "@/shared/span/span";
import { useAddress } from "@/shared/useAddress";
import { Figures } from "./Figures";
import { NewRows } from "./NewRows";
import { NextSteps } from "./NextSteps";
import css from "./overview.module.css";
import { overviewQuery, spanQuery } from "./queries";
import { Rankings } from "./Rankings";
import { Sentence } from "./Sentence";

/** Who owes what, what is new since last time, what to do next. */
export function OverviewPage() {
  const { t } = useTranslation(["overview", "common"]);
  const navigate = useNavigate();
  const { search, go } = useAddress<SpanSearch>("overview", () => true);
  const [typed, setTyped] = useState("");
  const state = useAppState();
  const fleet = useGarageSettings().data?.fleet_name;
  const first = state !== undefined && isFirstStart(state);
  if (first) return <Navigate to="/welcome" replace />;
  const find = (q: string) => void navigate({ to: "/garage", search: { q } });
  return (
    <Page
      title={t("title")}
      sub={fleet}
      search={{ value: typed, onChange: setTyped, onSubmit: find }}
      primary={
        <>
          <SpanChoice value={search} onChange={go} />
          <CheckLink />
        </>
      }
    >
      <Content days={search} />
    </Page>
  );
}

/** With days chosen, fines, points, vehicles and rankings are of these; what is to be done is of now. */
function Content({ days }: { days: SpanSearch }) {
  const whole = useQuery(overviewQuery);
  const part = useQuery(spanQuery(toSpan(days)));
  const error = whole.error ?? part.error;
  const data = whole.data && (toSpan(days) ? part.data && { ...whole.data, ...part.data } : whole.data);
  const slow = useSlow(data === undefined);
  if (error) return <ErrorState error={asCommandError(error)} />;
  if (!data) return slow ? <Waiting /> : null;
  return (
    <>
      <Sentence overview={data} />
      <Figures overview={data} days={days} />
      {part.data && part.data.undated > 0 && (
        <p className="muted">
          <Undated count={part.data.undated} href={undatedViolations()} />
        </p>
      )}
      <div className={css.body}>
        <NewRows overview={data} />
        <NextSteps overview={data} />
        <Rankings overview={data} days={days} />
      </div>
      {data.due.length > 0 && <DueSoon />}
    </>
  );
}

/** The same geometry, so that nothing jumps. */
function Waiting() {
  return (
    <>
      <Skeleton width={420} height={24} />
      <Skeleton width="100%" height={106} />
      <Skeleton width="100%" height={298} />
      <Skeleton width="100%" height={218} />
    </>
  );
}
