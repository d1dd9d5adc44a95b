import type { ChosenFile } from "@/bindings/ChosenFile";
import { useTranslation } from "@/i18n";
import { Button, IconButton } from "@/shared/Button";
import { askReceipt } from "@/shared/files/askFile";
import css from "../violations.module.css";

type ChosenProps = { chosen: readonly ChosenFile[]; set: (chosen: ChosenFile[]) => void };

/** What will be attached, before it is saved. */
export function ChosenReceipts({ chosen, set }: ChosenProps) {
  const { t } = useTranslation("violations");
  const add = async () => {
    const file = await askReceipt();
    if (file) set([...chosen, file]);
  };
  return (
    <div className={css.choice}>
      <span className="soft">{t("receipt.title")}</span>
      {chosen.length > 0 && (
        <ul className={css.receipts} data-testid="chosen-receipts">
          {chosen.map((file) => (
            <li key={file.file}>
              <span className="clip" title={file.name}>
                {file.name}
              </span>
              <IconButton
                icon="close"
                label={t("receipt.leaveOut", { name: file.name })}
                onClick={() => set(chosen.filter((other) => other !== file))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button size="small" icon="plus" data-testid="choose-receipt" onClick={() => void add()}>
        {t("receipt.add")}
      </Button>
      <span className="muted">{t("receipt.hint")}</span>
    </div>
  );
}
