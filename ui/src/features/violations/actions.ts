import type { MarkRequest } from "@/bindings/MarkRequest";
import type { ViolationFilter } from "@/bindings/ViolationFilter";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { rpc } from "@/host";
import { currentLanguage, words } from "@/i18n";
import { formatCount } from "@/i18n/money";
import { askSave } from "@/shared/askSave";
import type { GridSort } from "@/shared/grid";
import { showToast } from "@/shared/toast";
import { told } from "@/shared/told";

/** What of a row is the person's own; what is left out stays as it is. */
export type OwnMarks = Partial<Omit<MarkRequest, "selection">>;

/** Sets own marks and offers the way back. The rows are fetched again when the core says so. */
export async function markViolations(selection: ViolationSelection, marks: OwnMarks): Promise<boolean> {
  const request: MarkRequest = { selection, marked: null, note: null, decision_date: null, ...marks };
  const done = await told(() => rpc("violations_mark", request));
  if (!done) return false;
  const { undo } = done;
  const takeBack = () => void told(() => rpc("undo", { id: undo ?? "" }));
  showToast(
    words(`violations:${saidOf(marks)}`, { count: done.count }),
    undo === null ? undefined : takeBack,
  );
  return true;
}

function saidOf(marks: OwnMarks): "marked" | "unmarked" | "saved" {
  if (marks.marked === undefined || marks.marked === null) return "saved";
  return marks.marked ? "marked" : "unmarked";
}

/** Exports what is shown, or only what is chosen, in its order, to a file of the person's choice. */
export async function exportViolations(
  filter: ViolationFilter,
  sort: GridSort,
  only: ViolationSelection | null = null,
): Promise<void> {
  await told(async () => {
    const chosen = await askSave(`${words("violations:title")}.xlsx`, ["xlsx", "csv"]);
    if (chosen === null) return;
    const query = { filter, sort, offset: 0, limit: 0 };
    const lang = currentLanguage() === "en" ? "en" : "zh";
    const done = await rpc("export", { what: { what: "violations", query, only }, to: chosen.file, lang });
    showToast(
      words("violations:exported", { count: done.rows, shown: formatCount(done.rows), file: done.file }),
    );
  });
}
