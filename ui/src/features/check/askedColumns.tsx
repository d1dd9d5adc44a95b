import { useMemo } from "react";
import { useTranslation } from "@/i18n";
import { formatFull } from "@/i18n/dates";
import { useProviderName } from "@/shared/data/settings";
import type { GridColumn } from "@/shared/grid";

/** When something was asked. */
export function useTimeColumn<Row>(id: string, header: string, at: (row: Row) => number): GridColumn<Row> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `at` reads a field, the same each time
  return useMemo(
    () => ({
      id,
      header,
      width: 148,
      render: (row) => <span className="soft">{formatFull(at(row))}</span>,
      text: (row) => formatFull(at(row)),
    }),
    [id, header],
  );
}

/** Of whom it was asked. */
export function useProviderColumn<Row extends { provider: string }>(): GridColumn<Row> {
  const { t } = useTranslation("check");
  const nameOf = useProviderName();
  return useMemo(
    () => ({
      id: "provider",
      header: t("calls.provider"),
      width: 112,
      priority: 2,
      render: (row) => nameOf(row.provider),
      text: (row) => nameOf(row.provider),
    }),
    [t, nameOf],
  );
}
