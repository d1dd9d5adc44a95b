import type { VehicleDetail } from "@/bindings/VehicleDetail";
import { useTranslation } from "@/i18n";
import { useProviderName } from "@/shared/data/settings";
import { SideSection } from "@/shared/Layout";
import { Nothing } from "@/shared/Money";
import { Facts } from "@/shared/Panel";

/** What is known of the vehicle itself, and who drove it when. */
export function VehicleFacts({ detail }: { detail: VehicleDetail }) {
  const { t } = useTranslation("garage");
  const providerName = useProviderName();
  const { vehicle } = detail.row;
  const text = (value: string | null) => value ?? <Nothing />;
  const current = detail.drivers.find((period) => period.to === null);
  const driver = (
    <>
      {text(vehicle.driver)}
      {current?.from && current.driver === vehicle.driver && (
        <span className="muted"> {t("panel.since", { date: current.from })}</span>
      )}
    </>
  );
  const optional: [string, string | null][] = [
    [t("field.owner"), vehicle.owner],
    [t("panel.issued"), detail.issued_in],
    [t("field.provider"), vehicle.provider && providerName(vehicle.provider)],
    [t("field.note"), vehicle.note],
  ];
  return (
    <SideSection title={t("panel.data")}>
      <Facts
        rows={[
          [t("field.driver"), driver],
          [t("field.vin"), text(vehicle.vin)],
          [t("field.engine"), text(vehicle.engine)],
          ...optional.flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])),
        ]}
      />
    </SideSection>
  );
}
