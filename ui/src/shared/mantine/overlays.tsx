import { Menu, Modal, Popover } from "@mantine/core";
import { cloneElement, type ReactElement, useEffect, useRef, useState } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import css from "../Dialog.module.css";
import { TextField } from "../Fields";
import { Icon } from "../Icon";
import { LeaveDialog } from "../leaveDialog";
import { inMantine } from "./inMantine";
import type { DialogProps, MenuEntry, MenuProps, PopupProps } from "./overlayProps";
import { useKeyboardBack } from "./useKeyboardBack";
import { useLeaveGuard } from "./useLeaveGuard";

/* What lies over the page. Fetched apart: see `Dialog`, `Menu` and `Popup` beside this folder. */

const QUICK = { duration: 120 };

/** Opened by the press that asked for it. The button was drawn anew for it and takes the keyboard back first. */
function useOpening(target: ReactElement) {
  const button = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  return { opened, onChange: setOpened, target: cloneElement(target, { ref: button } as object) };
}

/** A menu that opens as soon as it is drawn: its button was pressed before it was fetched. */
export const OpenMenu = inMantine(function OpenMenu(props: MenuProps) {
  const { t } = useTranslation();
  const { target, entries, position = "bottom-start", staysOpen = false, tallest = 360, find } = props;
  const opening = useOpening(target);
  const [typed, type] = useState("");
  const shown = find ? found(entries(), typed) : entries();
  return (
    <Menu
      opened={opening.opened}
      onChange={opening.onChange}
      position={position}
      closeOnItemClick={!staysOpen}
      shadow="none"
      transitionProps={QUICK}
    >
      <Menu.Target>{opening.target}</Menu.Target>
      <Menu.Dropdown mah={tallest} style={{ overflowY: "auto" }}>
        {find && <Find label={find} typed={typed} onType={type} />}
        {shown.map(drawEntry)}
        {shown.length === 0 && <Menu.Label>{t("filter.none")}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
});

/** Those that are chosen stay in sight. */
function found(entries: readonly MenuEntry[], typed: string): readonly MenuEntry[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = (entry: MenuEntry) =>
    entry.kind !== "tick" || entry.on || (entry.text ?? entry.id).toLocaleLowerCase().includes(wanted);
  return entries.filter(fits);
}

function Find({ label, typed, onType }: { label: string; typed: string; onType: (typed: string) => void }) {
  return (
    <div className={css.find}>
      <TextField
        data-autofocus
        data-testid="menu-find"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
        // A letter is typed, not looked for among the entries; Escape closes as ever.
        onKeyDown={(event) => !MENU_KEYS.includes(event.key) && event.stopPropagation()}
      />
    </div>
  );
}

const MENU_KEYS = ["Escape", "ArrowDown", "ArrowUp", "Tab"];

function drawEntry(entry: MenuEntry) {
  if (entry.kind === "line") return <Menu.Divider key={entry.id} />;
  if (entry.kind === "heading") return <Menu.Label key={entry.id}>{entry.label}</Menu.Label>;
  if (entry.kind === "tick") {
    return (
      <Menu.CheckboxItem
        key={entry.id}
        checked={entry.on}
        checkIcon={<Icon name="tick" small />}
        onChange={entry.onPress}
      >
        {entry.label}
      </Menu.CheckboxItem>
    );
  }
  return (
    <Menu.Item
      key={entry.id}
      disabled={entry.disabled}
      data-testid={entry.testId ?? entry.id}
      onClick={entry.onPress}
    >
      {entry.label}
    </Menu.Item>
  );
}

/** A box that opens as soon as it is drawn; it keeps the keyboard until it is closed. */
export const OpenPopup = inMantine(function OpenPopup({ target, label, className, children }: PopupProps) {
  const opening = useOpening(target);
  return (
    <Popover
      opened={opening.opened}
      onChange={opening.onChange}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="none"
      transitionProps={QUICK}
    >
      <Popover.Target>
        {cloneElement(opening.target, { onClick: () => opening.onChange(!opening.opened) } as object)}
      </Popover.Target>
      <Popover.Dropdown className={className} aria-label={label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
});

/** The dialog itself. It asks before something typed in it is lost; a press beside it closes nothing. */
export const OpenDialog = inMantine(function OpenDialog({
  opened,
  title,
  onClose,
  foot,
  width = 480,
  children,
}: DialogProps) {
  const { t } = useTranslation();
  const guard = useLeaveGuard(opened, onClose);
  // Opened after it is there: then it fades in, and remembers who had the keyboard before.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  useKeyboardBack(opened, QUICK.duration);
  return (
    <Modal
      opened={shown}
      onClose={guard.leave}
      // A click beside it is no wish to leave: what was typed would be gone.
      closeOnClickOutside={false}
      title={title}
      size={width}
      centered
      radius="var(--r-dialog)"
      closeButtonProps={{ "aria-label": t("action.close") }}
      transitionProps={{ ...QUICK, transition: "fade" }}
      overlayProps={{ color: "var(--scrim)", backgroundOpacity: 1 }}
      classNames={{ content: css.content, header: css.header, title: css.title, body: css.body }}
    >
      <LeaveDialog value={guard.leave}>
        <div {...guard.watched}>{children}</div>
        {guard.asking && <Unsaved onStay={guard.stay} onLeave={onClose} />}
        {foot && <div className={css.foot}>{foot}</div>}
      </LeaveDialog>
    </Modal>
  );
});

/** Asked within the dialog, where the eye is. */
function Unsaved({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  return (
    <div ref={box} role="alert" className={css.unsaved} data-testid="unsaved">
      <span className="grow">{t("unsaved.title")}</span>
      <Button size="small" data-testid="unsaved-stay" onClick={onStay}>
        {t("unsaved.stay")}
      </Button>
      <Button size="small" kind="danger" data-testid="unsaved-leave" onClick={onLeave}>
        {t("unsaved.discard")}
      </Button>
    </div>
  );
}
