import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { VehicleForm } from "@/bindings/VehicleForm";
import { rpc } from "@/host";
import { useLanguage, useTranslation } from "@/i18n";
import { say, useProviders } from "@/shared/data/settings";
import { SelectField } from "@/shared/Fields";
import type { FormField } from "./complaints";

type ProviderProps = { form: VehicleForm; set: (field: FormField, value: string) => void };

/** Who is asked about this vehicle, and in which city where that provider wants one. */
export function ProviderFields({ form, set }: ProviderProps) {
  const { t } = useTranslation("garage");
  const language = useLanguage();
  const views = useProviders().data ?? [];
  const standard = views.find((view) => view.account?.is_default);
  const asked = views.find((view) => view.descriptor.id === form.provider) ?? standard;
  const names = views.map(({ descriptor }) => ({
    value: descriptor.id,
    label: say(descriptor.name, language),
  }));
  const standardName = standard
    ? t("form.defaultProvider", { name: say(standard.descriptor.name, language) })
    : t("form.defaultPlain");
  return (
    <>
      <SelectField
        label={t("field.provider")}
        data-testid="form-provider"
        value={form.provider || "default"}
        data={[{ value: "default", label: standardName }, ...names]}
        onChange={(id) => set("provider", id === "default" || id === null ? "" : id)}
      />
      {asked?.descriptor.needs_city && (
        <CityFields provider={asked.descriptor.id} code={form.city_code} set={set} />
      )}
    </>
  );
}

type CityProps = { provider: string; code: string; set: ProviderProps["set"] };

/** The province narrows the list of cities; nothing chosen means "by the plate". */
export function CityFields({ provider, code, set }: CityProps) {
  const { t } = useTranslation("garage");
  const cities = useQuery({
    queryKey: ["settings", "cities", provider],
    queryFn: () => rpc("cities", { provider }),
  }).data?.cities;
  const [picked, setPicked] = useState<string | null>(null);
  if (!cities) return null;
  const present = cities.filter((city) => city.vanished_at === null || city.code === code);
  const province = picked ?? cities.find((city) => city.code === code)?.province ?? "";
  const provinces = [...new Set(present.map((city) => city.province))];
  const here = present.filter((city) => province === "" || city.province === province);
  const hint = cities.length === 0 ? t("form.noCities") : undefined;
  return (
    <>
      <SelectField
        label={t("form.province")}
        data-testid="form-province"
        searchable
        value={province || "any"}
        data={[{ value: "any", label: t("form.anyProvince") }, ...provinces]}
        onChange={(name) => setPicked(name === "any" ? "" : name)}
      />
      <SelectField
        label={t("field.city_code")}
        data-testid="form-city_code"
        searchable
        limit={200}
        description={hint}
        value={code || "auto"}
        data={[
          { value: "auto", label: t("form.cityByPlate") },
          ...here.map((city) => ({ value: city.code, label: city.name })),
        ]}
        onChange={(chosen) => set("city_code", chosen === "auto" || chosen === null ? "" : chosen)}
      />
    </>
  );
}
