import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Clearance } from "@/bindings/Clearance";
import type { ClearanceFor } from "@/bindings/ClearanceFor";
import type { ClearanceRef } from "@/bindings/ClearanceRef";
import type { Subject } from "@/bindings/Subject";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { ConfirmDialog, Dialog } from "@/shared/Dialog";
import { ExportButton } from "@/shared/files/ExportButton";
import { ReportButton } from "@/shared/files/ReportButton";
import { IssuedList } from "@/shared/IssuedList";
import { withErrorToast } from "@/shared/runCommand";
import { Segmented } from "@/shared/Segmented";
import { ErrorState } from "@/shared/States";
import { showToast } from "@/shared/toast";
import { AskAgain } from "./AskAgain";
import { ClearanceSheet } from "./ClearanceSheet";
import css from "./clearance.module.css";

const USES = {
  vehicle: ["inspection", "sale"],
  driver: ["leaving", "deposit"],
} as const satisfies Record<Subject["of"], readonly ClearanceFor[]>;

type DialogProps = {
  about: Subject;
  /** An issued sheet to begin with. */
  opens?: string;
  onClose: () => void;
};

/** What providers answered, as it would be issued now or as it was; it is no certificate. */
export function ClearanceDialog({ about, opens, onClose }: DialogProps) {
  const { t } = useTranslation("reports");
  const [purpose, setPurpose] = useState<ClearanceFor>(USES[about.of][0]);
  const [id, setId] = useState<string | null>(opens ?? null);
  const wish = { about, purpose };
  const which: ClearanceRef = id === null ? { which: "draft", wish } : { which: "issued", id };
  const shown = useQuery({
    queryKey: ["violations", "clearance", which],
    queryFn: () => rpc("clearance", which),
    staleTime: 0,
  });
  const issued = useQuery({
    queryKey: ["violations", "clearances", about],
    queryFn: () => rpc("clearances", { about }),
  }).data;
  const issue = () =>
    withErrorToast(async () => {
      const done = await rpc("clearance_issue", wish);
      showToast(t("clearance.done", { number: done.number }));
      setId(done.id);
    });
  const sheet = shown.data;
  return (
    <Dialog
      opened
      width={760}
      title={t("clearance.title")}
      onClose={onClose}
      foot={sheet && <Foot sheet={sheet} which={which} onIssue={() => void issue()} onClose={onClose} />}
    >
      <p data-testid="clearance-nature">
        <b>{t("clearance.nature")}</b>
      </p>
      <div className={css.line}>
        <Segmented
          small
          label={t("clearance.purpose")}
          value={id === null ? purpose : (sheet?.purpose ?? null)}
          segments={USES[about.of].map((value) => ({ value, label: t(`clearance.for.${value}`) }))}
          onChange={(next) => {
            setId(null);
            setPurpose(next);
          }}
        />
        {sheet && <Standing sheet={sheet} />}
      </div>
      {shown.error && <ErrorState error={asCommandError(shown.error)} />}
      {sheet && <ClearanceSheet sheet={sheet} />}
      <IssuedList
        title={t("clearance.list")}
        flush
        testId="clearance-list"
        heads={issued ?? []}
        label={(head) =>
          t("clearance.head", { number: head.number, use: t(`clearance.for.${head.purpose}`) })
        }
        open={id}
        onOpen={(head) => setId(head.id)}
      />
    </Dialog>
  );
}

function Standing({ sheet: { number, issued_at, by } }: { sheet: Clearance }) {
  const { t } = useTranslation("reports");
  return (
    <span className="muted" data-testid="clearance-standing">
      {number !== null && issued_at !== null
        ? `${t("clearance.issued", { number, when: formatWhen(issued_at) })} ${by}`
        : t("clearance.draft")}
    </span>
  );
}

type FootProps = { sheet: Clearance; which: ClearanceRef; onIssue: () => void; onClose: () => void };

function Foot({ sheet, which, onIssue, onClose }: FootProps) {
  const { t } = useTranslation("reports");
  return (
    <>
      <AskAgain vehicles={sheet.sheet.vehicles.map((car) => car.id)} onLeave={onClose} />
      <span className="grow" />
      <ExportButton
        testId="export-clearance"
        name={t("clearance.title")}
        what={{ what: "clearance", clearance: which }}
      />
      <ReportButton testId="report-clearance" scope={{ of: "clearance", clearance: which }} />
      {sheet.number === null && <Issue sheet={sheet} onIssue={onIssue} />}
    </>
  );
}

/** Asks first: a sheet once issued stays. */
function Issue({ sheet, onIssue }: { sheet: Clearance; onIssue: () => void }) {
  const { t } = useTranslation("reports");
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button kind="primary" data-testid="clearance-issue" onClick={() => setAsked(true)}>
        {t("clearance.issue")}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t("clearance.sure", { subject: sheet.subject, use: t(`clearance.for.${sheet.purpose}`) })}
        text={t("clearance.sureText", {
          vehicles: formatCount(sheet.sheet.vehicles.length),
          lines: formatCount(sheet.sheet.lines.length),
          open: formatCount(sheet.sums.totals.unpaid),
        })}
        verb={t("clearance.issue")}
        onConfirm={() => {
          setAsked(false);
          onIssue();
        }}
        onClose={() => setAsked(false)}
      />
    </>
  );
}
