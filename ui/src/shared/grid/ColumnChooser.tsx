import { type ComponentProps, memo } from "react";
import { useTranslation } from "@/i18n";
import { Button, IconButton } from "../Button";
import { Popup } from "../Popup";
import css from "./grid.module.css";
import type { GridColumns } from "./useGridColumns";

/** What opens the chooser. */
export function ColumnsButton(rest: ComponentProps<"button">) {
  const { t } = useTranslation();
  return (
    <Button
      kind="quiet"
      size="small"
      icon="columns"
      data-testid="columns"
      title={t("action.columns")}
      {...rest}
    >
      {t("action.columns")}
    </Button>
  );
}

function Chooser<Row>({ columns }: { columns: GridColumns<Row> }) {
  const { t } = useTranslation();
  return (
    <Popup label={t("action.columns")} className={css.chooser} target={<ColumnsButton />}>
      <ul data-testid="column-chooser">
        {columns.ordered.map((column, at) => (
          <li key={column.id} className="row">
            <label className="row grow">
              <input
                type="checkbox"
                checked={columns.isVisible(column.id)}
                onChange={() => columns.toggle(column.id)}
              />
              {column.header}
            </label>
            <IconButton
              icon="up"
              label={`${column.header} ${t("action.moveUp")}`}
              disabled={at === 0}
              onClick={() => columns.move(column.id, columns.ordered[at - 1]?.id ?? column.id)}
            />
            <IconButton
              icon="down"
              label={`${column.header} ${t("action.moveDown")}`}
              disabled={at === columns.ordered.length - 1}
              onClick={() => columns.move(column.id, columns.ordered[at + 1]?.id ?? column.id)}
            />
          </li>
        ))}
      </ul>
      <Button kind="quiet" size="small" onClick={columns.reset}>
        {t("action.resetColumns")}
      </Button>
    </Popup>
  );
}

/** Which columns, in which order; kept per list. Goes into a `Toolbar`'s end. */
export const ColumnChooser = memo(Chooser) as typeof Chooser;
