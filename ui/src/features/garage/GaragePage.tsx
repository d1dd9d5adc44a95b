import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { VehicleDialog } from "./form/VehicleDialog";
import { ImportPage } from "./import/ImportPage";
import { useImportDoors } from "./import/useImportDoors";
import { GarageList } from "./list/GarageList";
import type { Go, SearchProps } from "./search";

/** The garage with its address. */
export function GaragePage() {
  const search = useSearch({ from: "/framed/garage" });
  const navigate = useNavigate();
  // Two changes within one turn (a search that waited and a press) must both arrive.
  const latest = useRef(search);
  latest.current = search;
  const go = useCallback<Go>(
    (part) => {
      latest.current = { ...latest.current, ...part };
      // Opening the import is a step that Back takes back; filters and rows are not.
      void navigate({ to: "/garage", search: latest.current, replace: !part.import });
    },
    [navigate],
  );
  return <GarageViews search={search} go={go} />;
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
