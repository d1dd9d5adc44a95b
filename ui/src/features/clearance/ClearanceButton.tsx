import { useState } from "react";
import type { ClearanceAbout } from "@/bindings/ClearanceAbout";
import { useTranslation } from "@/i18n";
import { Button } from "@/shared/Button";
import { lazyPart } from "@/shared/lazyPart";

const ClearanceDialog = lazyPart(() => import("./ClearanceDialog").then((part) => part.ClearanceDialog));

/** Opens the clearance sheet of a vehicle or a driver. */
export function ClearanceButton({ about }: { about: ClearanceAbout }) {
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
