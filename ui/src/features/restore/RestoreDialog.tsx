import type { ChosenFile } from "@/bindings/ChosenFile";
import { lazyPart, useEver } from "@/shared/lazyPart";

type RestoreProps = {
  /** The backup that was chosen; null while none is. */
  chosen: ChosenFile | null;
  onClose: () => void;
};

const OpenRestore = lazyPart(() => import("./OpenRestore").then((part) => part.OpenRestore));

/** What the present garage has that a backup lacks, and the question whether the backup takes its place. */
export function RestoreDialog(props: RestoreProps) {
  return useEver(props.chosen !== null) && <OpenRestore {...props} />;
}
