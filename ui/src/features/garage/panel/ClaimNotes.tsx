import type { ClaimView } from "@/bindings/ClaimView";
import { useTranslation } from "@/i18n";
import { formatFen } from "@/i18n/money";
import { useProviderName } from "@/shared/data/settings";
import { Icon } from "@/shared/Icon";
import { SideSection } from "@/shared/Layout";
import { Note } from "@/shared/Panel";

/** Where a provider's own sums are not those of its rows: said, never used for a total. */
export function ClaimNotes({ claims }: { claims: ClaimView[] }) {
  const { t } = useTranslation("garage");
  const provider = useProviderName();
  if (claims.length === 0) return null;
  return (
    <SideSection>
      {claims.map((claim) => (
        <Note key={claim.provider} icon={<Icon name="attention" />}>
          <div data-testid="panel-claim">
            <b>{t("panel.claim", { provider: provider(claim.provider) })}</b>
            <p>
              {t("panel.claimed", {
                rows: claim.violations ?? "—",
                fines: claim.fines_fen === null ? "—" : formatFen(claim.fines_fen, 0),
                points: claim.points ?? "—",
              })}
            </p>
            <p>
              {t("panel.counted", {
                rows: claim.counted_violations,
                fines: formatFen(claim.counted_fines_fen, 0),
                points: claim.counted_points,
              })}
              {claim.counted_fines_unknown + claim.counted_points_unknown > 0 && t("panel.countedPartly")}
            </p>
          </div>
        </Note>
      ))}
    </SideSection>
  );
}
