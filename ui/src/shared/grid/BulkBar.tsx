import type { ReactNode } from "react";
import { useTranslation } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { Button, IconButton } from "../Button";
import { toolbarKeys } from "../toolbarKeys";
import { useCopyText } from "./copyText";
import css from "./grid.module.css";
import { type Selection, type SelectionAction, selectedCount } from "./selection";

type BulkBarProps = {
  selection: Selection;
  total: number;
  dispatch: (action: SelectionAction) => void;
  /** Buttons of kind "quiet", size "small". */
  children: ReactNode;
};

/** Floats above the totals row while something is chosen. Hand it to the grid's `bulk`. */
export function BulkBar({ selection, total, dispatch, children }: BulkBarProps) {
  const { t } = useTranslation();
  const copyText = useCopyText();
  const count = selectedCount(selection, total);
  if (count === 0) return null;
  return (
    <div
      ref={toolbarKeys}
      className={css.bulk}
      role="toolbar"
      aria-label={t("grid.selected")}
      data-testid="bulk-bar"
    >
      <span>
        {t("grid.selected")} <b>{formatCount(count)}</b>
      </span>
      {count < total && (
        <button
          type="button"
          className="link"
          data-testid="bulk-all"
          onClick={() => dispatch({ type: "allMatching" })}
        >
          {t("grid.selectMatching", { count: total })}
        </button>
      )}
      <span className={css.rule} />
      {children}
      {copyText && (
        <Button kind="quiet" size="small" data-testid="bulk-copy-text" onClick={copyText}>
          {t("copyText.verb")}
        </Button>
      )}
      <span className={css.rule} />
      <IconButton icon="close" label={t("action.close")} onClick={() => dispatch({ type: "none" })} />
    </div>
  );
}
