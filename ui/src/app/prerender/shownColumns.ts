import type { VehicleRow } from "@/bindings/VehicleRow";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import { finePlaces, vehicleColumns } from "@/features/garage/list/columns";
import { currentLanguage } from "@/i18n";
import { arranged, fitting, isVisible, readColumnState } from "@/shared/grid/columnState";
import { CHECKBOX_WIDTH, room } from "@/shared/grid/gridStyle";
import type { GridColumn } from "@/shared/grid/types";
import { currentPreferences, textScale } from "@/shared/preferences";

/** The columns that a garage's list of this inner width shows, as the person arranged them. */
export function shownColumns(width: number, head: VehicleWindow): readonly GridColumn<VehicleRow>[] {
  const columns = vehicleColumns(currentLanguage(), finePlaces(head));
  const state = readColumnState("garage", columns);
  const shown = arranged(columns, state, textScale(currentPreferences()));
  return fitting(
    shown.filter(({ id }) => isVisible(state, id)),
    room(width, CHECKBOX_WIDTH),
  );
}
