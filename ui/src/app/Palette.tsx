import { useEffect, useState } from "react";
import { useTranslation } from "@/i18n";
import { cx } from "@/shared/cx";
import { Dialog } from "@/shared/Dialog";
import { TextField } from "@/shared/Fields";
import { Kbd } from "@/shared/Kbd";
import { type Command, matchCommands, useAllCommands } from "@/shared/palette";
import css from "./Palette.module.css";
import { useFinds } from "./paletteFinds";
import { useSettingsCommands } from "./settingsCommands";

/** Ctrl+K. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t("palette.title")} width={520}>
      <PaletteList onClose={onClose} />
    </Dialog>
  );
}

function PaletteList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const commands = matchCommands([...useAllCommands(), ...useSettingsCommands()], typed);
  const { finds, settled } = useFinds(typed);
  const found = [...commands, ...finds];
  const current = Math.min(at, found.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  // Enter may come before the core's answer to the last letter: it means what that answer will say.
  const [entered, setEntered] = useState(false);
  useEffect(() => {
    if (!entered || (!settled && current >= commands.length)) return;
    setEntered(false);
    run(found[current]);
  });
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt(Math.max(0, Math.min(found.length - 1, current + step)));
    else if (event.key === "Enter") setEntered(true);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextField
        data-autofocus
        data-testid="palette-search"
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[current] && `palette-${found[current].id}`}
        aria-label={t("palette.placeholder")}
        placeholder={t("palette.placeholder")}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setEntered(false);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" role="listbox" aria-label={t("palette.title")} className={css.list}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above owns the keyboard
          <div
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className={cx(css.option, index === current && css.current)}
            onClick={() => run(command)}
          >
            <span className="grow">{command.label}</span>
            {command.keys && <Kbd>{command.keys}</Kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="muted">{t("palette.none")}</p>}
    </>
  );
}
