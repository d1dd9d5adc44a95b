import type { TestReply } from "@/bindings/TestReply";
import { useTranslation } from "@/i18n";
import { Icon } from "@/shared/Icon";
import { Note } from "@/shared/Panel";

/** What each outcome of the test says about address, credentials, network place and product. */
const KNOWN = [
  "ok",
  "credentials",
  "ip_refused",
  "account_closed",
  "quota_used_up",
  "debug_mode",
  "clock_skew",
  "bad_request",
  "rate_limited",
  "provider_closed",
  "provider_busy",
  "not_sent",
  "lost",
  "unreadable",
] as const;
type Known = (typeof KNOWN)[number];

const isKnown = (code: string): code is Known => (KNOWN as readonly string[]).includes(code);

/** The test's finding: what works, what to mend, and whether it cost anything. */
export function TestResult({ report }: { report: TestReply }) {
  const { t } = useTranslation("settings");
  const code = isKnown(report.code) ? report.code : report.ok ? "ok" : "other";
  return (
    <div role="status" data-testid="account-test-result" data-ok={report.ok}>
      <Note tone={report.ok ? "passed" : "failed"} icon={<Icon name={report.ok ? "tick" : "close"} />}>
        <b>{t(`test.${code}`)}</b> {t(`testCharge.${report.charged}`)}
        <Cause report={report} />
      </Note>
    </div>
  );
}

/** Behind the finding: what the network came to, or the vendor's own words as text. */
function Cause({ report: { message, trouble, http_status: status } }: { report: TestReply }) {
  const { t } = useTranslation("settings");
  if (!message) return null;
  if (trouble) return <div className="soft">{t(`trouble.${trouble}`)}</div>;
  if (status === null) return <div className="soft">{t("test.vendor", { text: message })}</div>;
  return <div className="soft">{status === 404 ? t("trouble.http_404") : t("trouble.http", { status })}</div>;
}
