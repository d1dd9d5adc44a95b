import type { ChosenFile } from "@/bindings/ChosenFile";
import { later, useEver } from "@/shared/later";

type RestoreProps = {
  /** The backup that was chosen; null while none is. */
  chosen: ChosenFile | null;
  onClose: () => void;
};

const OpenRestore = later(() => import("./OpenRestore").then((part) => part.OpenRestore));

/** What the present garage has that a backup lacks, and the question whether the backup takes its place. */
export function RestoreDialog(props: RestoreProps) {
  return useEver(props.chosen !== null) && <OpenRestore {...props} />;
}
