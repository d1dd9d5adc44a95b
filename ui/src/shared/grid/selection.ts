/**
 * What is chosen in a list. "All that match" stays true for rows that were never loaded: the core
 * gets the filter and the exceptions, never ten thousand ids.
 */
export type Selection =
  | { mode: "some"; ids: readonly string[] }
  | { mode: "allMatching"; except: readonly string[] };

/** What a press or a key does to the selection. */
export type SelectionAction =
  | { type: "toggle"; id: string }
  /** `base` is what was chosen before the range began: a range that shrinks gives its rows back. */
  | { type: "range"; ids: readonly string[]; base?: Selection }
  | { type: "allMatching" }
  | { type: "none" };

/** Nothing is chosen: how every list begins. */
export const NOTHING: Selection = { mode: "some", ids: [] };

const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];

function withRange(base: Selection, ids: readonly string[]): Selection {
  if (base.mode === "some") return { mode: "some", ids: [...new Set([...base.ids, ...ids])] };
  const inRange = new Set(ids);
  return { mode: "allMatching", except: base.except.filter((id) => !inRange.has(id)) };
}

/** The selection after an action; the one before stays as it was. */
export function select(selection: Selection, action: SelectionAction): Selection {
  switch (action.type) {
    case "toggle":
      return selection.mode === "some"
        ? { mode: "some", ids: toggled(selection.ids, action.id) }
        : { mode: "allMatching", except: toggled(selection.except, action.id) };
    case "range":
      return withRange(action.base ?? selection, action.ids);
    case "allMatching":
      return { mode: "allMatching", except: [] };
    case "none":
      return NOTHING;
  }
}

/** A quick test for many rows: build it once per selection. */
export function selectedTest(selection: Selection): (id: string) => boolean {
  const named = new Set(selection.mode === "some" ? selection.ids : selection.except);
  return selection.mode === "some" ? (id) => named.has(id) : (id) => !named.has(id);
}

/** How many rows are chosen; `total` is how many match the filter. */
export function selectedCount(selection: Selection, total: number): number {
  return selection.mode === "some" ? selection.ids.length : Math.max(0, total - selection.except.length);
}

/** The selection as a command takes it: ids, or the filter with its exceptions. */
export function toRequest<Filter>(selection: Selection, filter: Filter) {
  return selection.mode === "some"
    ? { kind: "ids" as const, ids: [...selection.ids] }
    : { kind: "matching" as const, filter, except: [...selection.except] };
}
