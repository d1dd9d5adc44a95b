import { useState } from "react";
import type { Plan } from "@/bindings/Plan";
import type { PlannedVehicle } from "@/bindings/PlannedVehicle";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { useProviderName } from "@/shared/data/settings";
import { TextField } from "@/shared/Fields";
import { Icon } from "@/shared/Icon";
import { vehicleOf } from "@/shared/links";
import { Nothing } from "@/shared/Money";
import { Plate } from "@/shared/Plate";
import css from "../check.module.css";

/** More are found by typing, not by scrolling. */
const SHOWN = 100;

/** The vehicles that were taken out of a plan, and the ways to change them. */
export type Taken = {
  out: readonly PlannedVehicle[];
  takeOut: (vehicle: PlannedVehicle) => void;
  putBack: (vehicle: string) => void;
};

/** Who will be asked; each can be taken out, and put back. */
export function AskedTable({ plan, taken }: { plan: Plan; taken: Taken }) {
  const { t } = useTranslation("check");
  const [typed, type] = useState("");
  const found = plan.asks.filter((vehicle) => matches(vehicle, typed));
  const hidden = found.length - Math.min(found.length, SHOWN) + (plan.asked - plan.asks.length);
  return (
    <section className={css.asked} aria-label={t("plan.cars")} data-testid="plan-cars">
      <div className={css.askedHead}>
        <h3>{t("plan.cars")}</h3>
        <span className="grow" />
        <TextField
          aria-label={t("plan.findCar")}
          placeholder={t("plan.findCar")}
          value={typed}
          data-testid="plan-find"
          onChange={(event) => type(event.currentTarget.value)}
        />
      </div>
      {taken.out.length > 0 && <TakenOut {...taken} />}
      <ul className={css.askedRoll}>
        {found.slice(0, SHOWN).map((vehicle) => (
          <Asked key={vehicle.vehicle} vehicle={vehicle} takeOut={taken.takeOut} />
        ))}
      </ul>
      {found.length === 0 && <p className={css.askedNote}>{t(typed ? "plan.noCarFound" : "plan.noCar")}</p>}
      {found.length > 0 && hidden > 0 && (
        <p className={css.askedNote}>{t("plan.moreCars", { count: hidden, shown: formatCount(hidden) })}</p>
      )}
    </section>
  );
}

function matches({ plate, driver, group }: PlannedVehicle, typed: string): boolean {
  const wanted = typed.trim().toLocaleLowerCase();
  return wanted === "" || [plate, driver, group].some((text) => text?.toLocaleLowerCase().includes(wanted));
}

function Asked({ vehicle, takeOut }: { vehicle: PlannedVehicle } & Pick<Taken, "takeOut">) {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  return (
    <li className={css.askedRow} data-testid={`plan-car-${vehicle.plate}`}>
      <a className={css.plateCell} href={vehicleOf(vehicle.vehicle)}>
        <Plate plate={vehicle.plate} plateType={vehicle.plate_type} />
      </a>
      <span className="clip">{vehicle.driver ?? <Nothing />}</span>
      <span className="clip soft">{vehicle.group ?? <Nothing />}</span>
      <span className="clip soft">{nameOf(vehicle.provider)}</span>
      <button
        type="button"
        className="link nowrap"
        aria-label={t("plan.takeOutOne", { plate: vehicle.plate })}
        data-testid={`plan-take-out-${vehicle.plate}`}
        onClick={() => takeOut(vehicle)}
      >
        {t("plan.takeOut")}
      </button>
    </li>
  );
}

function TakenOut({ out, putBack }: Taken) {
  const { t } = useTranslation("check");
  return (
    <div className={css.askedNote} data-testid="plan-taken-out">
      {t("plan.takenOut", { count: out.length, shown: formatCount(out.length) })}
      {out.map((vehicle) => (
        <span key={vehicle.vehicle} className="row">
          <Plate plate={vehicle.plate} plateType={vehicle.plate_type} />
          <button
            type="button"
            className="link nowrap"
            aria-label={t("plan.putBackOne", { plate: vehicle.plate })}
            data-testid={`plan-put-back-${vehicle.plate}`}
            onClick={() => putBack(vehicle.vehicle)}
          >
            <Icon name="close" small /> {t("plan.putBack")}
          </button>
        </span>
      ))}
    </div>
  );
}
