import { useTranslation } from "@/i18n";
import { Dialog } from "@/shared/Dialog";
import { Kbd } from "@/shared/Kbd";
import { GRID_KEYS, WINDOW_KEYS } from "./shortcuts";

/** The list behind "?". */
export function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("shortcuts.title")}>
      <ul className="stack">
        {[...WINDOW_KEYS, ...GRID_KEYS].map(({ keys, word }) => (
          <li key={keys} className="row">
            <span className="grow">{t(`shortcuts.${word}`)}</span>
            <Kbd>{keys}</Kbd>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
