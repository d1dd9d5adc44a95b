import { useMutation } from "@tanstack/react-query";
import type { Progress } from "@/bindings/Progress";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { useProviderName } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { Figure, FigureRow, Note, Panel } from "@/shared/Panel";
import { Page } from "@/shared/page/Page";
import { Refusal } from "@/shared/Refusal";
import { useStaysInTray } from "@/shared/tray";
import css from "../check.module.css";
import { CostFigure, useCostWords } from "../costWords";
import type { SearchProps } from "../search";
import { BatchBar } from "./BatchBar";
import { ItemsPanel } from "./ItemsPanel";
import { NeedsYou } from "./NeedsYou";
import { done } from "./outcomes";
import { useToldBesides } from "./useNews";

/** A batch under way: progress, money, every vehicle's result, and what wants a person. */
export function RunningView({ batch, search, go }: SearchProps & { batch: Progress }) {
  const { t } = useTranslation("check");
  const sub = t("batch.begun", { number: batch.number, when: formatWhen(batch.started_at) });
  const goesOn = t(useStaysInTray() ? "batch.goesOnInTray" : "batch.goesOn");
  return (
    <Page title={t("title")} sub={sub} primary={<span className="soft">{goesOn}</span>}>
      <Head batch={batch} />
      <Unwritten count={batch.unwritten} />
      <div className={css.runningColumns}>
        <ItemsPanel batch={batch} search={search} go={go} />
        <NeedsYou batch={batch} />
      </div>
    </Page>
  );
}

/** Answers that are paid for wait for room on the disk: the person is the one who can make it. */
function Unwritten({ count }: { count: number | null }) {
  const { t } = useTranslation("check");
  return (
    <div role="alert" data-testid="batch-unwritten" className={css.alert}>
      {count !== null && (
        <Note tone="failed" icon={<Icon name="attention" />}>
          {count === 0 ? t("batch.unwrittenNone") : t("batch.unwritten", { count })}
        </Note>
      )}
    </div>
  );
}

function Head({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  const names = batch.providers.map(nameOf).join(t("listComma"));
  const asked = batch.planned - batch.skipped;
  const finished = done(batch) - batch.skipped;
  const end = batch.asking > 0 ? t("batch.stopRule", { count: batch.asking }) : undefined;
  return (
    <Panel className={css.fixed}>
      <div className={css.batchHead}>
        <div className={css.headline}>
          <h2 data-testid="batch-headline">
            {t("batch.progress", { done: formatCount(finished), all: formatCount(asked) })}
          </h2>
          <span className="soft" aria-live="polite">
            {names} · <StateWords batch={batch} />
          </span>
          <span className="grow" />
          <Controls batch={batch} />
        </div>
        <BatchBar batch={batch} end={end} />
      </div>
      <Figures batch={batch} />
    </Panel>
  );
}

function StateWords({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  if (batch.state === "paused") return t("batch.paused");
  if (batch.state === "stopping") return t("batch.stopping");
  if (batch.remaining_seconds === null) return t("batch.remainingUnknown");
  if (batch.remaining_seconds < 60) return t("batch.underMinute");
  return t("batch.remaining", { count: Math.ceil(batch.remaining_seconds / 60) });
}

function Controls({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const act = useMutation({
    mutationFn: (name: "check_pause" | "check_continue" | "check_cancel") => rpc(name, {}),
  });
  const stopping = batch.state === "stopping";
  return (
    <>
      {act.error && <Refusal error={asCommandError(act.error)} />}
      {batch.state === "paused" ? (
        <Button
          kind="primary"
          icon="play"
          data-testid="check-continue"
          onClick={() => act.mutate("check_continue")}
        >
          {t("batch.continue")}
        </Button>
      ) : (
        <Button
          icon="pause"
          data-testid="check-pause"
          disabled={stopping}
          onClick={() => act.mutate("check_pause")}
        >
          {t("batch.pause")}
        </Button>
      )}
      <Button
        icon="stop"
        data-testid="check-stop"
        disabled={stopping}
        onClick={() => act.mutate("check_cancel")}
      >
        {t("batch.stop")}
      </Button>
    </>
  );
}

function Figures({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const costWords = useCostWords();
  const told = useToldBesides();
  const charged = t("batch.charged", { count: batch.charged, shown: formatCount(batch.charged) });
  const besides =
    batch.unconfirmed > 0
      ? t("batch.doubtfulBesides", { count: batch.unconfirmed, cost: costWords(batch.doubtful_cost) })
      : "";
  const cap = batch.max_cost_fen;
  return (
    <div className={css.figures} data-testid="batch-figures">
      <FigureRow>
        <CostFigure label={t("batch.spent")} cost={batch.cost} note={charged + besides} />
        {cap === null ? (
          <Figure label={t("batch.cap")} value={t("plan.unlimited")} note={t("batch.monthOnly")} />
        ) : (
          <CostFigure label={t("batch.cap")} cost={{ fen: cap, unknown: 0 }} note={t("batch.capRule")} />
        )}
        <Figure
          label={t("batch.rate")}
          value={batch.rate.toFixed(1)}
          unit={t("batch.perSecond")}
          note={
            batch.slowed
              ? t("batch.slowed", { count: batch.limit })
              : t("batch.lanes", { count: batch.limit })
          }
        />
        <Figure
          label={t("batch.new")}
          value={formatCount(batch.new_violations)}
          unit={t("found", { count: batch.new_violations })}
          note={[t("batch.newOf", { count: batch.new_vehicles }), told(batch)]
            .filter(Boolean)
            .join(t("comma"))}
        />
      </FigureRow>
    </div>
  );
}
