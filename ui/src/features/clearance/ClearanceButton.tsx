import { useState } from "react";
import type { Subject } from "@/bindings/Subject";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { lazyPart } from "@/shared/lazyPart";

/** The sheet itself, fetched when it is wanted. */
export const ClearanceDialog = lazyPart(() =>
  import("./ClearanceDialog").then((part) => part.ClearanceDialog),
);

/** Opens the clearance sheet of a vehicle or a driver. */
export function ClearanceButton({ about }: { about: Subject }) {
  const { t } = useTranslation("common");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button data-testid="clearance" onClick={() => setOpen(true)}>
        {t("clearance")}
      </Button>
      {open && <ClearanceDialog about={about} onClose={() => setOpen(false)} />}
    </>
  );
}
