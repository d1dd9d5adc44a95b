import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { EVERY_VEHICLE } from "@/shared/data/everything";
import { driverOf, goTo, hrefOf, leftVehiclesFound, vehicleOf, vehiclesFound } from "@/shared/links";
import type { Command } from "@/shared/palette";

/** Lines of each kind: more are for the lists, which the last lines lead to. */
const LINES = 5;

/** `settled`: they answer what is typed now, not what was typed before. */
type Finds = { finds: Command[]; settled: boolean };

/** Vehicles by plate, VIN, driver or team, drivers and teams by name, violations by number, with the lists that have the rest. */
export function useFinds(typed: string): Finds {
  const { t } = useTranslation();
  const search = typed.trim();
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ["vehicles", "palette", search],
    enabled: search !== "",
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const vehicles = { filter: { ...EVERY_VEHICLE, search }, sort: null, offset: 0, limit: LINES };
      const drivers = { search, owing_only: false, points_from: null, sort: null, offset: 0, limit: LINES };
      return Promise.all([
        rpc("vehicles", vehicles),
        rpc("drivers", drivers),
        rpc("choices", {}),
        rpc("violations_numbered", { text: search, limit: LINES }),
      ]);
    },
  });
  if (search === "" || !data) return { finds: [], settled: search === "" || isError };
  const [vehicles, drivers, { groups }, violations] = data;
  const teams = groups.filter(({ key }) => key.toLowerCase().includes(search.toLowerCase())).slice(0, LINES);
  const finds = [
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
    ...teams.map(({ key }, at) => ({
      id: `team-${at}`,
      label: t("palette.team", { team: key }),
      run: () => goTo(hrefOf("garage", { group: [key] })),
    })),
    ...violations.map((row) => ({
      id: `violation-${row.id}`,
      label: t("palette.violation", { plate: row.plate, day: row.time.slice(0, 10), act: row.act }),
      run: () => goTo(hrefOf("violations", { open: row.id })),
    })),
    ...[vehicles.among_left]
      .filter((count) => count > 0)
      .map((count) => ({
        id: "in-left",
        label: t("palette.inLeft", { search, count, shown: formatCount(count) }),
        run: () => goTo(leftVehiclesFound(search)),
      })),
    { id: "in-garage", label: t("palette.inGarage", { search }), run: () => goTo(vehiclesFound(search)) },
    {
      id: "in-violations",
      label: t("palette.inViolations", { search }),
      run: () => goTo(hrefOf("violations", { q: search })),
    },
  ];
  return { finds, settled: !isPlaceholderData };
}
