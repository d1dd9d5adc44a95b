import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";

/** Linking into /usr/local/bin needs the administrator's word, which the terminal asks for. */
const LINK = "sudo ln -sf /Applications/Cheku.app/Contents/MacOS/cheku-cli /usr/local/bin/cheku-cli";

/** On a Mac the terminal program lies inside the app, where no shell looks for it. */
export function TerminalOnMac() {
  const { t } = useTranslation("settings");
  if (!navigator.userAgent.includes("Mac OS X")) return null;
  return (
    <div data-testid="terminal-on-mac">
      <p className="soft">{t("about.terminalOnMac")}</p>
      <p className="row">
        <code className="clip">{LINK}</code>
        <Button kind="quiet" size="small" onClick={() => void navigator.clipboard.writeText(LINK)}>
          {t("about.copyCommand")}
        </Button>
      </p>
    </div>
  );
}
