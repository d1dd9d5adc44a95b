import type { MarkRequest } from "@/bindings/MarkRequest";
import type { ViolationSelection } from "@/bindings/ViolationSelection";
import { rpc } from "@/host";
import { words } from "@/i18n";
import { runUndoable } from "@/shared/runCommand";

/** What of a row is the person's own; what is left out stays as it is. */
export type OwnMarks = Partial<Omit<MarkRequest, "selection">>;

/** Sets own marks and offers the way back. The rows are fetched again when the core says so. */
export function markViolations(selection: ViolationSelection, marks: OwnMarks): Promise<boolean> {
  const request: MarkRequest = { selection, marked: null, note: null, decision_date: null, ...marks };
  return runUndoable(
    ({ count }) => words(`violations:${saidOf(marks)}`, { count }),
    () => rpc("violations_mark", request),
  );
}

function saidOf(marks: OwnMarks): "marked" | "unmarked" | "saved" {
  if (marks.marked === undefined || marks.marked === null) return "saved";
  return marks.marked ? "marked" : "unmarked";
}
