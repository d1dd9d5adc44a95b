import type { VehicleRow } from "@/bindings/VehicleRow";
import { useTranslation } from "@/i18n";
import { useCodeWords } from "@/shared/codeWords";
import { Icon, type IconName } from "@/shared/Icon";
import { SideSection } from "@/shared/Layout";
import { Note, type NoteTone } from "@/shared/Panel";

type Look = { tone: NoteTone; icon: IconName };

/** Not everything without violations to show is a failure. */
function lookOf(status: VehicleRow["status"]): Look {
  switch (status) {
    case "no_data":
    case "unreadable":
      return { tone: "info", icon: "question" };
    case "doubtful":
    case "pending":
      return { tone: "doubtful", icon: "question" };
    case "locked":
      return { tone: "failed", icon: "lock" };
    default:
      return { tone: "failed", icon: "close" };
  }
}

/** Why the last question gave nothing, and what to do; the vendor's words stand as text. */
export function ReasonNote({ row }: { row: VehicleRow }) {
  const { t } = useTranslation(["garage", "check"]);
  const codeWords = useCodeWords();
  if (!row.reason) return null;
  const { tone, icon } = lookOf(row.status);
  const code = row.reason_code;
  return (
    <SideSection>
      <Note tone={tone} icon={<Icon name={icon} />}>
        <div data-testid="panel-reason">
          <b>{t(`check:reason.${row.reason}`)}</b>
          {code && <span className="muted">{t("panel.code", { code: codeWords(code) })}</span>}
        </div>
        <p>{t(`check:todo.${row.reason}`)}</p>
        {row.reason_text && <p className="muted">{t("panel.vendorSays", { text: row.reason_text })}</p>}
      </Note>
    </SideSection>
  );
}
