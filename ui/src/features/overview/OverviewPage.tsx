import { useQuery } from "@tanstack/react-query";
import { Navigate, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { DueSoon } from "@/features/due";
import { asCommandError } from "@/host";
import { useTranslation } from "@/i18n";
import { isFirstStart, useAppState } from "@/shared/data/appState";
import { useGarageSettings } from "@/shared/data/settings";
import { CheckLink } from "@/shared/page/CheckLink";
import { Page } from "@/shared/page/Page";
import { ErrorState, Skeleton, useSlow } from "@/shared/States";
import { Figures } from "./Figures";
import { NewRows } from "./NewRows";
import { NextSteps } from "./NextSteps";
import css from "./overview.module.css";
import { overviewQuery } from "./queries";
import { Rankings } from "./Rankings";
import { Sentence } from "./Sentence";

/** Who owes what, what is new since last time, what to do next. */
export function OverviewPage() {
  const { t } = useTranslation(["overview", "common"]);
  const navigate = useNavigate();
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
      primary={<CheckLink />}
    >
      <Content />
    </Page>
  );
}

function Content() {
  const { data, error } = useQuery(overviewQuery);
  const slow = useSlow(data === undefined);
  if (error) return <ErrorState error={asCommandError(error)} />;
  if (!data) return slow ? <Waiting /> : null;
  return (
    <>
      <Sentence overview={data} />
      <Figures overview={data} />
      <div className={css.body}>
        <NewRows overview={data} />
        <NextSteps overview={data} />
        <Rankings overview={data} />
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
