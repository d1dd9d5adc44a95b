import type { Clearance } from "@/bindings/Clearance";
import type { ClearanceLine } from "@/bindings/ClearanceLine";
import type { ClearedVehicle } from "@/bindings/ClearedVehicle";
import type { ShownState } from "@/bindings/ShownState";
import { useTranslation } from "@/i18n";
import { formatFull, formatOffence } from "@/i18n/dates";
import { StateTag } from "@/shared/Chip";
import { useProviderName } from "@/shared/data/settings";
import { Money, Unknown } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import css from "./clearance.module.css";

const PARTS = [
  ["open", ["unhandled", "handled_unpaid"]],
  ["gone", ["no_longer_returned"]],
  ["paid", ["paid"]],
] as const satisfies readonly (readonly [string, readonly ShownState[]])[];

/** What was asked, what stands open, and what is not known. */
export function ClearanceSheet({ sheet: { sheet, sums } }: { sheet: Clearance }) {
  const { t } = useTranslation("reports");
  const unknown = [
    ["never", sums.never_answered],
    ["unsure", sums.unsure],
    ["removed", sheet.removed],
    ["gone", sums.gone],
    ["fines", sums.totals.fines_unknown],
    ["points", sums.totals.points_unknown],
  ] as const;
  const said = unknown.filter(([, count]) => count > 0);
  return (
    <>
      <h3 className={css.part}>{t("clearance.asked")}</h3>
      <Asked vehicles={sheet.vehicles} />
      {PARTS.map(([part, states]) => (
        <Part
          key={part}
          part={part}
          lines={sheet.lines.filter((line) => (states as readonly ShownState[]).includes(line.state))}
        />
      ))}
      {said.length > 0 && (
        <>
          <h3 className={css.part}>{t("clearance.unknown")}</h3>
          <ul data-testid="clearance-unknown">
            {said.map(([what, count]) => (
              <li key={what}>{t(`clearance.not.${what}`, { count })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Asked({ vehicles }: { vehicles: readonly ClearedVehicle[] }) {
  const { t } = useTranslation(["reports", "check"]);
  const providerName = useProviderName();
  return (
    <table className={css.table} data-testid="clearance-asked">
      <thead>
        <tr>
          <th>{t("clearance.column.plate")}</th>
          <th>{t("clearance.column.provider")}</th>
          <th>{t("clearance.column.asked")}</th>
          <th>{t("clearance.column.result")}</th>
        </tr>
      </thead>
      <tbody>
        {vehicles.flatMap((car) => {
          const plate = <Plate plate={car.plate} plateType={car.plate_type} />;
          if (car.questions.length === 0) {
            return [
              <tr key={car.id}>
                <td>{plate}</td>
                <td>—</td>
                <td>—</td>
                <td>{t("clearance.neverAsked")}</td>
              </tr>,
            ];
          }
          return car.questions.map((question) => (
            <tr key={`${car.id} ${question.provider} ${question.asked_at}`}>
              <td>{plate}</td>
              <td>{providerName(question.provider)}</td>
              <td className="nowrap">{formatFull(question.asked_at)}</td>
              <td>
                {t(`check:attempt.${question.outcome}`)} <span className="muted">{question.text}</span>
              </td>
            </tr>
          ));
        })}
      </tbody>
    </table>
  );
}

type PartProps = { part: "open" | "gone" | "paid"; lines: readonly ClearanceLine[] };

function Part({ part, lines }: PartProps) {
  const { t } = useTranslation("reports");
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className={css.part}>{t(`clearance.part.${part}`, { count: lines.length })}</h3>
      <table className={css.table} data-testid={`clearance-${part}`}>
        <tbody>
          {lines.map((line, at) => (
            <tr key={at}>
              <td>{line.plate}</td>
              <td className="nowrap">{formatOffence(line.time)}</td>
              <td>{line.act}</td>
              <td className="num">{line.fine_fen === null ? <Unknown /> : <Money fen={line.fine_fen} />}</td>
              <td>
                <StateTag state={line.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
