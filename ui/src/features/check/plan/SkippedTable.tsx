import type { Plan } from "@/bindings/Plan";
import type { SkippedVehicle } from "@/bindings/SkippedVehicle";
import { useLanguage, useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { say, useProviders } from "@/shared/data/settings";
import { unreadableCalls, unsettledCalls, vehicleForm, vehicleOf, vehiclesWith } from "@/shared/links";
import { Plate } from "@/shared/Plate";
import css from "../check.module.css";
import type { SearchProps } from "../search";
import { SKIP_KINDS, type SkipKind, skipKind } from "./planRequest";

const PLATES_SHOWN = 4;

type TableProps = SearchProps & { plan: Plan; hours: number | null };

/** Who will not be asked, and what can be done about it. */
export function SkippedTable({ plan, hours, search, go }: TableProps) {
  const { t } = useTranslation("check");
  const kinds = SKIP_KINDS.filter((kind) => plan.skipped_by[kind] > 0);
  if (kinds.length === 0) return null;
  return (
    <table className={css.table} data-testid="plan-skipped-table">
      <thead>
        <tr>
          <th>{t("plan.reason")}</th>
          <th className="num">{t("vehicles")}</th>
          <th>{t("plan.which")}</th>
          <th>
            <span className="visually-hidden">{t("plan.whatToDo")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {kinds
          .flatMap((kind) => linesOf(plan, kind))
          .map(({ kind, some, count, key }) => {
            return (
              <tr key={key} data-testid={`plan-skip-${key}`}>
                <td>
                  <SkipWords kind={kind} hours={hours} some={some} />
                </td>
                <td className="num">
                  <b>{formatCount(count)}</b>
                </td>
                <td>
                  <Plates some={some} count={count} />
                </td>
                <td className="num nowrap">
                  <SkipAction kind={kind} some={some} search={search} go={go} />
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}

type Line = { kind: SkipKind; key: string; some: SkippedVehicle[]; count: number };

/** One line a cause; what is incomplete is told apart by what it lacks, so that each can be completed. */
function linesOf(plan: Plan, kind: SkipKind): Line[] {
  const some = plan.skipped.filter((vehicle) => skipKind(vehicle.reason) === kind);
  const all = { kind, key: kind, some, count: plan.skipped_by[kind] };
  const reasons = [...new Set(some.map((vehicle) => vehicle.reason))];
  // Of very many the plan names the first alone: then one line counts them all.
  if (kind !== "incomplete" || some.length < all.count || reasons.length < 2) return [all];
  return reasons.map((reason) => {
    const lacking = some.filter((vehicle) => vehicle.reason === reason);
    return { kind, key: `${kind}-${reason}`, some: lacking, count: lacking.length };
  });
}

function SkipWords({ kind, hours, some }: { kind: SkipKind; hours: number | null; some: SkippedVehicle[] }) {
  const { t } = useTranslation("check");
  const reasons = new Set(some.map((vehicle) => vehicle.reason));
  const [only] = reasons;
  if (kind === "fresh" && hours) return t("skip.freshHours", { count: hours });
  // One cause for all of them is worth naming: 「缺发动机号」 rather than 「资料不全」.
  if (kind === "incomplete" && only && reasons.size === 1) return t(`reason.${only}`);
  return t(`skip.${kind}`);
}

function Plates({ some, count }: { some: SkippedVehicle[]; count: number }) {
  const { t } = useTranslation(["check", "garage"]);
  /** How many characters are wanted, or which of the details is in doubt. */
  const detail = (vehicle: SkippedVehicle) =>
    vehicle.reason === "in_doubt" ? t(`garage:field.${vehicle.detail as "engine"}`) : vehicle.detail;
  return (
    <div className={css.plates}>
      {some.slice(0, PLATES_SHOWN).map((vehicle) => (
        <a
          key={vehicle.vehicle}
          href={vehicleOf(vehicle.vehicle)}
          title={vehicle.detail ? `${t(`reason.${vehicle.reason}`)} ${detail(vehicle)}` : undefined}
        >
          <Plate plate={vehicle.plate} plateType={vehicle.plate_type} />
        </a>
      ))}
      {count > Math.min(some.length, PLATES_SHOWN) && (
        <span className="muted nowrap">{t("plan.andMore", { count, shown: formatCount(count) })}</span>
      )}
    </div>
  );
}

type ActionProps = SearchProps & { kind: SkipKind; some: SkippedVehicle[] };

function SkipAction({ kind, some, search, go }: ActionProps) {
  const { t } = useTranslation("check");
  const language = useLanguage();
  const providers = useProviders().data ?? [];
  const other = providers.find(
    (view) => view.account && view.descriptor.id !== (search.provider ?? defaultOf(providers)),
  );
  const button = (words: string, part: Parameters<typeof go>[0]) => (
    <button type="button" className="link" data-testid={`plan-skip-${kind}-do`} onClick={() => go(part)}>
      {words}
    </button>
  );
  if (kind === "fresh") return button(t("skip.askFresh"), { fresh: 0 });
  if (kind === "pending") return button(t("skip.askToo"), { doubtful: true });
  if (kind === "doubtful") return <a href={unsettledCalls()}>{t("skip.settle")}</a>;
  if (kind === "unreadable") return <a href={unreadableCalls()}>{t("skip.see")}</a>;
  if (kind === "locked") return <a href={vehiclesWith("locked")}>{t("skip.correct")}</a>;
  if (kind === "incomplete") {
    return some[0] ? <a href={vehicleForm(some[0].vehicle)}>{t("skip.complete")}</a> : null;
  }
  if (!other) return null;
  const provider = say(other.descriptor.name, language);
  return button(t("skip.askOther", { provider }), { provider: other.descriptor.id });
}

function defaultOf(providers: ReturnType<typeof useProviders>["data"] & object): string | undefined {
  return providers.find((view) => view.account?.is_default)?.descriptor.id;
}
