import type { ReactNode } from "react";
import { useTranslation } from "@/i18n";
import { Button } from "./Button";
import { lazyPart, useEver } from "./lazyPart";
import type { DialogProps } from "./mantine/overlayProps";

const OpenDialog = lazyPart(() => import("./mantine/overlays").then((part) => part.OpenDialog));

/** A dialog. Put `data-autofocus` on its first field: otherwise the close button gets the keyboard. */
export function Dialog(props: DialogProps) {
  return useEver(props.opened) && <OpenDialog {...props} />;
}

type ConfirmProps = {
  opened: boolean;
  title: string;
  /** What will happen, in one or two sentences. */
  text: ReactNode;
  /** The verb of the button: 「清除演示数据」, never "OK". */
  verb: string;
  /** What the quiet button says; without it 「取消」. */
  cancel?: string;
  onConfirm: () => void;
  onClose: () => void;
};

/** Only for what undo cannot cure: wiping, restoring, and leaving what was typed. */
export function ConfirmDialog({ opened, title, text, verb, cancel, onConfirm, onClose }: ConfirmProps) {
  const { t } = useTranslation();
  const foot = (
    <>
      <Button data-autofocus onClick={onClose}>
        {cancel ?? t("action.cancel")}
      </Button>
      <Button kind="danger" data-testid="confirm" onClick={onConfirm}>
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
