import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { later } from "@/shared/later";
import { NO_FILTERS } from "./filter";
import { useImportDoors } from "./import/useImportDoors";
import { GarageList } from "./list/GarageList";
import type { GarageSearch, Go, SearchProps } from "./search";

const VehicleDialog = later(() => import("./form/VehicleDialog").then((part) => part.VehicleDialog));
const ImportPage = later(() => import("./import/ImportPage").then((part) => part.ImportPage));

/** The garage with its address. */
export function GaragePage() {
  const search = useSearch({ from: "/framed/garage" });
  const navigate = useNavigate({ from: "/garage" });
  const go = useCallback<Go>(
    (part) =>
      void navigate({
        // Upon the address as it is now: what is drawn may be older by a change or two.
        search: (before: GarageSearch) => ({ ...before, ...part }),
        replace: !isStep(part),
      }),
    [navigate],
  );
  return <GarageViews search={search} go={go} />;
}

/** Filters and the import are steps that Back takes back; what is typed, ordered or opened is not. */
function isStep(part: Partial<GarageSearch>): boolean {
  return part.import === true || Object.keys(part).some((key) => key in NO_FILTERS);
}

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
