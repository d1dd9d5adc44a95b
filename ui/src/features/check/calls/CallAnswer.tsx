import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CallAnswer as Answer } from "@/bindings/CallAnswer";
import type { CallRow } from "@/bindings/CallRow";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";
import { Icon } from "@/shared/Icon";
import { SideSection } from "@/shared/Layout";
import { Note } from "@/shared/Panel";
import { showError } from "@/shared/runCommand";
import { showToast } from "@/shared/toast";
import css from "../check.module.css";

/** What is shown of a long answer: more is read in a file, not in a panel. */
const SHOWN = 20_000;

/** The answer as it came, as text and nothing else; a paid one that cannot be read says what follows. */
export function CallAnswer({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  const kept = useQuery({
    queryKey: ["calls", "answer", call.id],
    queryFn: () => rpc("call", { id: call.id }),
  });
  const answer = kept.data?.answer;
  const unread = kept.data?.call.state === "unreadable";
  return (
    <>
      {unread && (
        <SideSection>
          <Note icon={<Icon name="question" />}>
            <div data-testid="call-unread">{t("answer.unread")}</div>
          </Note>
          <div className="row" style={{ marginTop: 12 }}>
            <RereadButton />
            <CopyReport call={call} />
          </div>
        </SideSection>
      )}
      {answer && (
        <SideSection title={t("answer.title")} end={!unread && <CopyReport call={call} />}>
          <AnswerText answer={answer} />
        </SideSection>
      )}
    </>
  );
}

function AnswerText({ answer }: { answer: Answer }) {
  const { t } = useTranslation("check");
  const { http_status, content_type, bytes, text } = answer;
  return (
    <>
      <p className="muted">
        HTTP {http_status} · {content_type ?? "—"} ·{" "}
        {t("answer.bytes", { count: bytes, shown: formatCount(bytes) })}
      </p>
      <pre
        className={css.answer}
        data-testid="call-answer"
        role="region"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        tabIndex={0}
        aria-label={t("answer.title")}
      >
        {text.slice(0, SHOWN)}
        {text.length > SHOWN && "…"}
      </pre>
    </>
  );
}

/** A masked copy for whoever maintains the program: how the answer is built, not what it says. */
function CopyReport({ call }: { call: CallRow }) {
  const { t } = useTranslation("check");
  // Asked for before it is wanted: an engine lets a press write to the clipboard, not what comes later.
  const report = useQuery({
    queryKey: ["call_report", call.id],
    queryFn: () => rpc("call_report", { id: call.id }),
  });
  const copy = useMutation({
    mutationFn: (text: string) => navigator.clipboard.writeText(text),
    onSuccess: () => showToast(t("answer.copied")),
    onError: showError,
  });
  const text = report.data?.text;
  return (
    <Button
      size="small"
      disabled={text === undefined}
      data-testid="copy-report"
      onClick={() => text !== undefined && copy.mutate(text)}
    >
      {t("answer.copy")}
    </Button>
  );
}

/** Reads all kept answers again that could not be read; nothing is sent. */
export function RereadButton() {
  const { t } = useTranslation("check");
  const queries = useQueryClient();
  const reread = useMutation({
    mutationFn: () => rpc("calls_reread", { provider: null }),
    onSuccess: ({ read, still_unreadable }) => {
      showToast(
        read > 0 ? t("answer.read", { count: read }) : t("answer.stillNot", { count: still_unreadable }),
      );
      for (const tag of ["calls", "state"]) void queries.invalidateQueries({ queryKey: [tag] });
    },
    onError: showError,
  });
  return (
    <Button
      size="small"
      disabled={reread.isPending}
      data-testid="calls-reread"
      onClick={() => reread.mutate()}
    >
      {t("answer.reread")}
    </Button>
  );
}
