import { useCallback } from "react";
import { lazyPart } from "@/shared/lazyPart";
import { useAddress } from "@/shared/useAddress";
import { FILTERS } from "./filter";
import { useImportDoors } from "./import/useImportDoors";
import { GarageList } from "./list/GarageList";
import type { GarageSearch, SearchProps } from "./search";

const VehicleDialog = lazyPart(() => import("./form/VehicleDialog").then((part) => part.VehicleDialog));
const ImportPage = lazyPart(() => import("./import/ImportPage").then((part) => part.ImportPage));

/** The garage with its address. */
export function GaragePage() {
  return <GarageViews {...useAddress("garage", isStep)} />;
}

/** The import is a step that Back takes back, as filters are. */
const isStep = (part: Partial<GarageSearch>) => part.import === true || FILTERS.isStep(part);

/** The list, the form over it, or the import in its place. */
export function GarageViews({ search, go }: SearchProps) {
  useImportDoors(useCallback(() => go({ import: true }), [go]));
  if (search.import) return <ImportPage onClose={() => go({ import: undefined })} />;
  return (
    <>
      <GarageList search={search} go={go} />
      {search.edit && (
        <VehicleDialog
          key={search.edit}
          id={search.edit === "new" ? null : search.edit}
          onClose={() => go({ edit: undefined })}
          onSaved={(id) => go({ edit: undefined, open: id })}
        />
      )}
    </>
  );
}
