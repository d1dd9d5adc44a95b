import * as v from "valibot";

/** The filters of a list, as parts of its address. The search box is no filter, but is kept along with them. */
export type FilterSet<Search> = {
  /** Every filter off. */
  none: Partial<Search>;
  isFiltered: (search: Search) => boolean;
  /** A filter is a step that Back takes back; what is typed, ordered or opened is not. */
  isStep: (part: Partial<Search>) => boolean;
  /** The filters and the search as a text to keep, not the order nor what is open; null when none is set. */
  toText: (search: Search) => string | null;
  /** A kept text back as a part of the address; what it does not know falls back. */
  fromText: (text: string) => Partial<Search>;
};

/** The filters of one list. `keys` are the parts of its address that filter, without the search box. */
export function filterSet<Search extends { q: string }>(
  schema: v.GenericSchema<unknown, Search>,
  keys: readonly (keyof Search & string)[],
): FilterSet<Search> {
  const pick = (search: Search) =>
    Object.fromEntries(["q", ...keys].map((key) => [key, search[key as keyof Search]]));
  const isFiltered = (search: Search) => keys.some((key) => search[key] !== undefined);
  return {
    none: Object.fromEntries(keys.map((key) => [key, undefined])) as Partial<Search>,
    isFiltered,
    isStep: (part) => keys.some((key) => key in part),
    toText: (search) => (isFiltered(search) || search.q !== "" ? JSON.stringify(pick(search)) : null),
    fromText: (text) => pick(v.parse(schema, readObject(text))) as Partial<Search>,
  };
}

/** A text that should be a JSON object; anything else is an empty one. */
function readObject(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
