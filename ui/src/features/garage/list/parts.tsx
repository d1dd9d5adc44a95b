import type { ReactNode } from "react";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button } from "@/shared/Button";

/* Parts of the list's page that are words only: its first look is drawn of them, too. */

/** 「10,000 辆」 */
export function FleetSize({ all }: { all: number }) {
  const { t } = useTranslation("garage");
  return t("vehicles", { count: all, shown: formatCount(all) });
}

type CheckButtonProps = {
  figures: Pick<VehicleWindow, "all" | "total"> | undefined;
  narrowed: boolean;
  onClick?: () => void;
};

/** The page's primary button. */
export function CheckButton({ figures, narrowed, onClick }: CheckButtonProps) {
  const { t } = useTranslation("garage");
  return (
    <Button
      kind={figures?.all === 0 ? "plain" : "primary"}
      icon="check"
      disabled={!figures || figures.total === 0}
      data-testid="garage-check"
      onClick={onClick}
    >
      {narrowed && figures && figures.total > 0
        ? t("checkCount", { count: figures.total, shown: formatCount(figures.total) })
        : t("check")}
    </Button>
  );
}

/** What the buttons of the list's toolbar do. */
export type ListActions = { add: () => void; importFile: () => void; exportAll: () => void };

/** The list's own actions, at the end of its toolbar. */
export function ListButtons({ chooser, ...actions }: Partial<ListActions> & { chooser: ReactNode }) {
  const { t } = useTranslation("garage");
  const quiet = { kind: "quiet", size: "small" } as const;
  return (
    <>
      {chooser}
      <Button {...quiet} icon="importFile" data-testid="garage-import" onClick={actions.importFile}>
        {t("importVerb")}
      </Button>
      <Button {...quiet} icon="exportFile" data-testid="garage-export" onClick={actions.exportAll}>
        {t("export")}
      </Button>
      <Button size="small" icon="plus" data-testid="garage-add" onClick={actions.add}>
        {t("add")}
      </Button>
    </>
  );
}
