import { useTranslation } from "@/i18n";
import { Dialog } from "@/shared/Dialog";
import { Kbd } from "@/shared/Kbd";
import css from "./ShortcutList.module.css";
import { GRID_KEYS, VIOLATION_KEYS, WINDOW_KEYS } from "./shortcuts";

const GROUPS = { window: WINDOW_KEYS, violations: VIOLATION_KEYS, list: GRID_KEYS } as const;

/** The list behind "?". */
export function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("shortcuts.title")} width={760}>
      <div className={css.groups} data-testid="shortcut-list">
        {(["window", "violations", "list"] as const).map((group) => (
          <section key={group}>
            <h3>{t(`shortcuts.${group}`)}</h3>
            <ul>
              {GROUPS[group].map(({ keys, word }) => (
                <li key={`${keys} ${word}`}>
                  <span className="grow">{t(`shortcuts.${word}`)}</span>
                  <Kbd>{keys}</Kbd>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
