import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { ImportPreview } from "@/bindings/ImportPreview";
import type { ImportReport } from "@/bindings/ImportReport";
import type { ImportRequest } from "@/bindings/ImportRequest";
import type { ImportSource } from "@/bindings/ImportSource";
import { asCommandError, rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { FootBar } from "@/shared/Layout";
import { Page } from "@/shared/page/Page";
import { showError, showUndoable } from "@/shared/runCommand";
import { Skeleton } from "@/shared/Skeleton";
import { ErrorState, useSlow } from "@/shared/States";
import { Counts } from "./Counts";
import { useChoices } from "./choices";
import { DriverChanges } from "./DriverChanges";
import { HiddenNote } from "./HiddenNote";
import css from "./import.module.css";
import { PassedOverPanel } from "./PassedOverPanel";
import { RejectedPanel } from "./RejectedPanel";
import { rowsWith } from "./rows";
import { SheetTabs } from "./SheetTabs";
import { SourceLine } from "./SourceLine";
import { pickFile } from "./source";
import { WarningsPanel } from "./WarningsPanel";

type PreviewProps = { source: ImportSource; onClose: () => void };

/** What the import would do, with the mapping to be corrected. */
export function Preview({ source, onClose }: PreviewProps) {
  const { t } = useTranslation(["import", "garage"]);
  const choices = useChoices();
  const request: ImportRequest = {
    source,
    sheets: choices.sheets,
    include_hidden: choices.includeHidden,
  };
  const preview = useQuery({
    // The garage decides what is new and what changes, so a change there asks again.
    queryKey: ["vehicles", "import", request],
    queryFn: () => rpc("import_preview", request),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const slow = useSlow(preview.isPending);
  const commit = useMutation({
    mutationFn: () => rpc("import_commit", request),
    onSuccess: (report) => {
      showUndoable(doneWords(report, t), report.undo);
      onClose();
    },
    onError: showError,
  });
  const shown = preview.data;
  const foot = (
    <FootBar
      end={
        <>
          <Button data-testid="import-other" onClick={() => void pickFile()}>
            {t("other")}
          </Button>
          <WriteButton
            preview={preview.isError || preview.isPlaceholderData ? undefined : shown}
            busy={commit.isPending}
            onWrite={() => commit.mutate()}
          />
        </>
      }
    >
      {t("nothingWritten")}
    </FootBar>
  );
  return (
    <Page title={t("title")} foot={foot} primary={<CancelButton onClose={onClose} />}>
      <SourceLine source={source} preview={shown} />
      {slow && <Skeleton width="100%" height={44} />}
      {preview.error && <ErrorState error={asCommandError(preview.error)} />}
      {shown && (
        <div className={css.sheet}>
          <Counts preview={shown} />
          <HiddenNote hidden={shown.hidden} choices={choices} />
          <DriverChanges preview={shown} />
          <SheetTabs preview={shown} choices={choices} />
          <div className={css.below}>
            <RejectedPanel preview={shown} request={request} />
            <WarningsPanel preview={shown} />
          </div>
          <PassedOverPanel preview={shown} />
        </div>
      )}
    </Page>
  );
}

function CancelButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["import", "common"]);
  return (
    <Button kind="quiet" data-testid="import-cancel" onClick={onClose}>
      {t("common:action.cancel")}
    </Button>
  );
}

type WriteProps = { preview: ImportPreview | undefined; busy: boolean; onWrite: () => void };

function WriteButton({ preview, busy, onWrite }: WriteProps) {
  const { t } = useTranslation("import");
  const count = preview ? preview.added + preview.updated : 0;
  return (
    <Button
      kind="primary"
      size="big"
      disabled={busy || count === 0}
      data-testid="import-write"
      onClick={onWrite}
    >
      {count === 0 && preview ? t("nothing") : t("write", { count, shown: formatCount(count) })}
    </Button>
  );
}

type Say = ReturnType<typeof useTranslation<["import", "garage"]>>["t"];

function doneWords(report: ImportReport, t: Say): string {
  const { added, updated, passed_over: passed, driver_changes: changes } = report;
  const rows = rowsWith(report.rejected);
  const parts = [
    t("doneAdded", { count: added, shown: formatCount(added) }),
    t("doneUpdated", { count: updated, shown: formatCount(updated) }),
    changes > 0 && t("doneDrivers", { count: changes, shown: formatCount(changes) }),
    rows > 0 && t("doneRejected", { count: rows, shown: formatCount(rows) }),
    passed > 0 && t("donePassedOver", { count: passed, shown: formatCount(passed) }),
  ];
  return parts.filter(Boolean).join(t("garage:comma"));
}
