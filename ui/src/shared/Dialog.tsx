import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "./Button";
import css from "./Dialog.module.css";

type DialogProps = {
  opened: boolean;
  title: ReactNode;
  onClose: () => void;
  foot?: ReactNode;
  width?: number;
  children: ReactNode;
};

/** A dialog. Put `data-autofocus` on its first field: otherwise the close button gets the keyboard. */
export function Dialog({ opened, title, onClose, foot, width = 480, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={width}
      centered
      radius="var(--r-dialog)"
      closeButtonProps={{ "aria-label": t("action.close") }}
      transitionProps={{ duration: 120, transition: "fade" }}
      overlayProps={{ color: "var(--scrim)", backgroundOpacity: 1 }}
      classNames={{ content: css.content, header: css.header, title: css.title, body: css.body }}
    >
      {children}
      {foot && <div className={css.foot}>{foot}</div>}
    </Modal>
  );
}

type ConfirmProps = {
  opened: boolean;
  title: string;
  /** What will happen, in one or two sentences. */
  text: ReactNode;
  /** The verb of the button: 「清除演示数据」, never "OK". */
  verb: string;
  onConfirm: () => void;
  onClose: () => void;
};

/** Only for what undo cannot cure: wiping and restoring. */
export function ConfirmDialog({ opened, title, text, verb, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  const foot = (
    <>
      <Button data-autofocus onClick={onClose}>
        {t("action.cancel")}
      </Button>
      <Button kind="danger" onClick={onConfirm}>
        {verb}
      </Button>
    </>
  );
  return (
    <Dialog opened={opened} title={title} onClose={onClose} foot={foot} width={420}>
      <div className="soft">{text}</div>
    </Dialog>
  );
}
