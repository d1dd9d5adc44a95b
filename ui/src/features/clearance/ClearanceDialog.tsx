import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Clearance } from "@/bindings/Clearance";
import type { ClearanceAbout } from "@/bindings/ClearanceAbout";
import type { ClearanceFor } from "@/bindings/ClearanceFor";
import type { ClearanceHead } from "@/bindings/ClearanceHead";
import type { ClearanceRef } from "@/bindings/ClearanceRef";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { Button } from "@/shared/Button";
import { Dialog } from "@/shared/Dialog";
import { ExportButton } from "@/shared/files/ExportButton";
import { ReportButton } from "@/shared/files/ReportButton";
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
} as const satisfies Record<ClearanceAbout["of"], readonly ClearanceFor[]>;

type DialogProps = { about: ClearanceAbout; onClose: () => void };

/** What providers answered, as it would be issued now or as it was; it is no certificate. */
export function ClearanceDialog({ about, onClose }: DialogProps) {
  const { t } = useTranslation("reports");
  const [purpose, setPurpose] = useState<ClearanceFor>(USES[about.of][0]);
  const [id, setId] = useState<string | null>(null);
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
      {issued && issued.length > 0 && <Issued heads={issued} open={id} onOpen={setId} />}
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
      {sheet.number === null && (
        <Button kind="primary" data-testid="clearance-issue" onClick={onIssue}>
          {t("clearance.issue")}
        </Button>
      )}
    </>
  );
}

type IssuedProps = { heads: readonly ClearanceHead[]; open: string | null; onOpen: (id: string) => void };

function Issued({ heads, open, onOpen }: IssuedProps) {
  const { t } = useTranslation("reports");
  return (
    <>
      <h3 className={css.part}>{t("clearance.list")}</h3>
      <ul data-testid="clearance-list">
        {heads.map((head) => (
          <li key={head.id} className={css.line}>
            <button
              type="button"
              className="link"
              aria-current={head.id === open}
              onClick={() => onOpen(head.id)}
            >
              {t("clearance.head", { number: head.number, use: t(`clearance.for.${head.purpose}`) })}
            </button>
            <span className="muted">
              {formatWhen(head.issued_at)} {head.by}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
