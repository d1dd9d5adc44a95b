import { useState } from "react";
import type { CityList } from "@/bindings/CityList";
import type { CityRow } from "@/bindings/CityRow";
import type { Need } from "@/bindings/Need";
import { useTranslation } from "@/i18n";
import { formatWhen } from "@/i18n/dates";
import { SelectField, TextField } from "@/shared/Fields";
import { Nothing } from "@/shared/Money";
import css from "../settings.module.css";

const ANY = "any";

/** The kept cities, narrowed by province and by a part of name or code. */
export function CityTable({ list }: { list: CityList }) {
  const { t } = useTranslation("settings");
  const [typed, setTyped] = useState("");
  const [province, setProvince] = useState(ANY);
  const provinces = [...new Set(list.cities.map((city) => city.province))];
  const wanted = typed.trim().toLowerCase();
  const shown = list.cities.filter(
    (city) =>
      (province === ANY || city.province === province) &&
      `${city.province} ${city.name} ${city.code}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <div className={css.cityFilters}>
        <SelectField
          aria-label={t("cities.province")}
          data-testid="cities-province"
          searchable
          value={province}
          data={[{ value: ANY, label: t("cities.anyProvince") }, ...provinces]}
          onChange={(name) => setProvince(name ?? ANY)}
        />
        <TextField
          aria-label={t("cities.find")}
          placeholder={t("cities.find")}
          data-testid="cities-find"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <span className="muted" role="status" data-testid="cities-count">
          {t("cities.shown", { count: shown.length })}
        </span>
      </div>
      <div className={css.roll}>
        <table className={css.table} data-testid="cities-table">
          <thead>
            <tr>
              {(["province", "city", "code", "engine", "frame", "listed"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`cities.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((city) => (
              <OneCity key={city.code} city={city} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function OneCity({ city }: { city: CityRow }) {
  const { t } = useTranslation("settings");
  return (
    <tr className={city.vanished_at === null ? undefined : css.gone}>
      <td>{city.province}</td>
      <td>{city.name}</td>
      <td className="muted">{city.code}</td>
      <td>
        <Wanted need={city.engine} />
      </td>
      <td>
        <Wanted need={city.frame} />
      </td>
      <td className="muted">
        {city.vanished_at !== null && t("cities.vanished", { when: formatWhen(city.vanished_at) })}
      </td>
    </tr>
  );
}

function Wanted({ need }: { need: Need }) {
  const { t } = useTranslation("settings");
  if (need === "nothing") return <Nothing />;
  return need === "whole" ? t("cities.whole") : t("cities.last", { count: need.last });
}
