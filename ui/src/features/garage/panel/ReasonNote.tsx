import type { VehicleRow } from "@/bindings/VehicleRow";
import { useTranslation } from "@/i18n";
import { Icon } from "@/shared/Icon";
import { SideSection } from "@/shared/Layout";
import { Note } from "@/shared/Panel";

/** Why the last question gave nothing, and what to do; the vendor's words stand as text. */
export function ReasonNote({ row }: { row: VehicleRow }) {
  const { t } = useTranslation(["garage", "check"]);
  if (!row.reason) return null;
  const doubtful = row.status === "doubtful";
  const code = row.reason_code;
  return (
    <SideSection>
      <Note
        tone={doubtful ? "doubtful" : "failed"}
        icon={<Icon name={doubtful ? "question" : row.status === "locked" ? "lock" : "close"} />}
      >
        <div data-testid="panel-reason">
          <b>{t(`check:reason.${row.reason}`)}</b>
          {code && <span className="muted">{t("panel.code", { code })}</span>}
        </div>
        <p>{t(`check:todo.${row.reason}`)}</p>
        {row.reason_text && <p className="muted">{t("panel.vendorSays", { text: row.reason_text })}</p>}
      </Note>
    </SideSection>
  );
}
