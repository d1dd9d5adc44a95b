import type { SavedFilter } from "@/bindings/SavedFilter";
import { rpc } from "@/host";
import { useTranslation, words } from "@/i18n";
import { IconButton } from "../Button";
import { recordChange } from "../changes";
import { Dialog } from "../Dialog";
import { goBack, withErrorToast } from "../runCommand";
import { showToast } from "../toast";

type OwnProps = {
  filters: readonly SavedFilter[];
  onRename: (filter: SavedFilter) => void;
  onClose: () => void;
};

/** Taken away at once; the way back saves it again under its id. */
async function remove(filter: SavedFilter): Promise<void> {
  if (!(await withErrorToast(() => rpc("filter_remove", { id: filter.id })))) return;
  const text = words("common:saved.removed", { name: filter.name });
  const back = () => goBack(() => rpc("filter_save", filter));
  const again = () => goBack(() => rpc("filter_remove", { id: filter.id }));
  showToast(text, recordChange(text, back, again));
}

/** The person's own filters: rename, delete. */
export function OwnFilters({ filters, onRename, onClose }: OwnProps) {
  const { t } = useTranslation("common");
  return (
    <Dialog opened title={t("saved.manage")} onClose={onClose} width={420}>
      {filters.length === 0 && <p className="muted">{t("saved.none")}</p>}
      <ul className="stack" data-testid="own-filters">
        {filters.map((filter) => (
          <li key={filter.id} className="row">
            <span className="grow clip">{filter.name}</span>
            <IconButton
              icon="edit"
              label={t("saved.renameOf", { name: filter.name })}
              onClick={() => onRename(filter)}
            />
            <IconButton
              icon="trash"
              label={t("saved.removeOf", { name: filter.name })}
              onClick={() => void remove(filter)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
