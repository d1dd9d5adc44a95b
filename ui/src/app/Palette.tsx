import { useTranslation } from "@/i18n";
import { Dialog } from "@/shared/Dialog";
import { later } from "@/shared/later";

const PaletteList = later(() => import("./PaletteList").then((part) => part.PaletteList));

/** Ctrl+K. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("palette.title")} width={520}>
      <PaletteList onClose={onClose} />
    </Dialog>
  );
}
