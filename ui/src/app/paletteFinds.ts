import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { driverOf, goTo, hrefOf, vehicleOf, vehiclesFound } from "@/shared/links";
import type { Command } from "@/shared/palette";

/** Lines of each kind: more are for the lists, which the last lines lead to. */
const LINES = 5;

/** Vehicles by plate, VIN, driver or team, and drivers by name, with the lists that have the rest. */
export function useFinds(typed: string): Command[] {
  const { t } = useTranslation();
  const search = typed.trim();
  const { data } = useQuery({
    queryKey: ["vehicles", "palette", search],
    enabled: search !== "",
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const vehicles = { filter: { ...EVERY_VEHICLE, search }, sort: null, offset: 0, limit: LINES };
      const drivers = { search, owing_only: false, points_from: null, sort: null, offset: 0, limit: LINES };
      return Promise.all([rpc("vehicles", vehicles), rpc("drivers", drivers)]);
    },
  });
  if (search === "" || !data) return [];
  const [vehicles, drivers] = data;
  return [
    ...vehicles.rows.map(({ vehicle }) => ({
      id: `vehicle-${vehicle.id}`,
      label: [vehicle.plate, vehicle.driver, vehicle.group].filter(Boolean).join(" · "),
      run: () => goTo(vehicleOf(vehicle.id)),
    })),
    ...drivers.rows
      .filter(({ driver }) => driver !== "")
      .map(({ driver }, at) => ({
        id: `driver-${at}`,
        label: t("palette.driver", { driver }),
        run: () => goTo(driverOf(driver)),
      })),
    { id: "in-garage", label: t("palette.inGarage", { search }), run: () => goTo(vehiclesFound(search)) },
    {
      id: "in-violations",
      label: t("palette.inViolations", { search }),
      run: () => goTo(hrefOf("violations", { q: search })),
    },
  ];
}
