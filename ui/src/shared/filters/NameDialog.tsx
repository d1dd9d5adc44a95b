import { useState } from "react";
import type { SavedFilter } from "@/bindings/SavedFilter";
import { rpc } from "@/host";
import { useTranslation } from "@/i18n";
import { Button } from "../Button";
import { Dialog } from "../Dialog";
import { TextField } from "../Fields";
import { CancelButton } from "../leaveDialog";
import { withErrorToast } from "../runCommand";

const LONGEST = 40;

/** Names a new filter, or renames a kept one. */
export function NameDialog({ filter, onClose }: { filter: SavedFilter; onClose: () => void }) {
  const { t } = useTranslation("common");
  const [name, setName] = useState(filter.name);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (await withErrorToast(() => rpc("filter_save", { ...filter, name: name.trim() }))) onClose();
  };
  return (
    <Dialog opened title={t(filter.id ? "saved.rename" : "saved.save")} onClose={onClose} width={380}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <TextField
          data-autofocus
          data-testid="filter-name"
          label={t("saved.name")}
          maxLength={LONGEST}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <CancelButton />
          <Button kind="primary" type="submit" disabled={name.trim() === ""} data-testid="filter-save">
            {t("saved.keep")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
