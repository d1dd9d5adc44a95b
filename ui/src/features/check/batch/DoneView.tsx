import type { Progress } from "@/bindings/Progress";
import { useLanguage, useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { fineInText, formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { useAppState } from "@/shared/data/appState";
import { useProviderName } from "@/shared/data/settings";
import { goTo, newViolations } from "@/shared/links";
import { Figure, FigureRow, Panel } from "@/shared/Panel";
import { Page } from "@/shared/page/Page";
import { BatchesLink } from "../batches/BatchesView";
import css from "../check.module.css";
import { CostFigure, useCostWords } from "../costWords";
import { ResumeNote } from "../ResumeNote";
import type { SearchProps } from "../search";
import { BatchBar } from "./BatchBar";
import { DoubtfulPanel } from "./DoubtfulPanel";
import { FailedPanel } from "./FailedPanel";
import { ItemsPanel } from "./ItemsPanel";
import { SkippedPanel } from "./SkippedPanel";
import { tookParts, useBatchSentence } from "./stopWords";
import { useToldBesides } from "./useNews";

/** A batch that has ended: sums that add up, then what is left to do. */
export function DoneView({ batch, search, go }: SearchProps & { batch: Progress }) {
  const { t } = useTranslation("check");
  const sub = t("done.sub", {
    number: batch.number,
    from: formatWhen(batch.started_at),
    to: batch.ended_at === null ? "—" : formatWhen(batch.ended_at),
  });
  const links = (
    <>
      <BatchesLink go={go} />
      <button type="button" className="link" data-testid="check-calls" onClick={() => go({ view: "calls" })}>
        {t("calls.title")}
      </button>
      <button
        type="button"
        className="link"
        data-testid="check-again"
        onClick={() => go({ view: "plan", show: undefined, who: undefined, group: undefined })}
      >
        {t("done.newPlan")}
      </button>
    </>
  );
  return (
    <Page title={t("title")} sub={sub} primary={links}>
      <Head batch={batch} search={search} go={go} />
      <ResumeNote go={go} batch={batch} />
      {search.show || nothingElse(batch) ? (
        <ItemsPanel batch={batch} search={search} go={go} />
      ) : (
        <div className={css.doneColumns}>
          <div className={css.doneLeft}>
            <DoubtfulPanel />
            <SkippedPanel batch={batch} />
          </div>
          <FailedPanel batch={batch} />
        </div>
      )}
    </Page>
  );
}

/** With nothing failed, skipped or doubtful the vehicles themselves are what there is to read. */
const nothingElse = (batch: Progress): boolean => batch.failed + batch.skipped + batch.doubtful === 0;

function Head({ batch, search, go }: SearchProps & { batch: Progress }) {
  const { t } = useTranslation("check");
  const sentence = useBatchSentence()(batch);
  const message = batch.stopped?.message;
  // Whichever check found them: as many as the press shows.
  const unseen = useAppState()?.new_violations ?? 0;
  return (
    <Panel className={css.fixed}>
      <div className={css.batchHead}>
        <div className={css.headline}>
          <h2 data-testid="batch-headline">{sentence}</h2>
          <span className="grow" />
          {!nothingElse(batch) && (
            <Button
              data-testid="batch-every"
              onClick={() => go({ show: search.show ? undefined : "all" })}
              aria-pressed={search.show !== undefined}
            >
              {search.show ? t("done.summary") : t("done.every")}
            </Button>
          )}
          {unseen > 0 && batch.new_violations > 0 && (
            <Button
              kind="primary"
              icon="violations"
              data-testid="batch-new"
              onClick={() => {
                goTo(newViolations());
              }}
            >
              {t("done.seeNew", { count: unseen, shown: formatCount(unseen) })}
            </Button>
          )}
        </div>
        {message && (
          <p className="soft" data-testid="batch-vendor-words">
            {batch.stopped?.reason && t(`reason.${batch.stopped.reason}`)}
            {t("done.vendorSays", { text: message, code: batch.stopped?.code ?? "" })}
          </p>
        )}
        <BatchBar batch={batch} />
      </div>
      <Figures batch={batch} />
    </Panel>
  );
}

function Figures({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const costWords = useCostWords();
  const over = batch.elsewhere > 0 ? t("done.elsewhere", { count: batch.elsewhere }) : "";
  const names = batch.providers.map(useProviderName()).join(t("listComma")) + over;
  const charged = t("batch.charged", { count: batch.charged, shown: formatCount(batch.charged) });
  const besides =
    batch.unconfirmed > 0
      ? t("done.doubtfulBesides", { count: batch.unconfirmed, cost: costWords(batch.doubtful_cost) })
      : "";
  return (
    <div className={css.figures} data-testid="batch-figures">
      <FigureRow>
        <CostFigure label={t("done.cost")} cost={batch.cost} note={charged + besides} />
        <Figure
          label={t("batch.new")}
          value={formatCount(batch.new_violations)}
          unit={t("found", { count: batch.new_violations })}
          note={<NewOwed batch={batch} />}
        />
        <Figure
          label={t("done.freeAgain")}
          value={formatCount(batch.free_again)}
          unit={t("vehicles")}
          note={t("done.failedOf", { failed: formatCount(batch.failed), locked: formatCount(batch.locked) })}
        />
        <Figure label={t("done.took")} value={<Took batch={batch} />} note={names} />
      </FigureRow>
    </div>
  );
}

/** 「待缴 2,650 元（1 条未知），49 分」 */
function NewOwed({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const besides = useToldBesides()(batch);
  const of = t("batch.newOf", { count: batch.new_vehicles });
  const owed = batch.new_owed;
  if (!owed || batch.new_violations === 0) return besides || of;
  const unknown = owed.fines_unknown > 0 ? t("done.newUnknown", { count: owed.fines_unknown }) : "";
  const fines = fineInText(owed.fines_fen, language);
  return (
    <span data-testid="batch-new-owed" title={of}>
      {t("done.newOwed", { fines: `${fines}${unknown}`, points: formatCount(owed.points) })}
      {besides && `${t("comma")}${besides}`}
    </span>
  );
}

function Took({ batch }: { batch: Progress }) {
  const { t } = useTranslation("check");
  const took = tookParts(batch);
  if (!took) return <>—</>;
  return (
    <>
      {took.minutes > 0 && (
        <>
          {took.minutes}
          <span className="unit">{t("done.minutes")}</span>{" "}
        </>
      )}
      {took.seconds}
      <span className="unit">{t("done.seconds")}</span>
    </>
  );
}
