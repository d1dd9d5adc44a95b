import * as v from "valibot";

/* What addresses are made of. A broken value falls back to none, it never breaks the page. */

const optional = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);

/** A text of digits only comes out of an address as a number. */
const textOrNumber = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** What stands in the search box. */
export const searchText = v.optional(v.fallback(textOrNumber, ""), "");
/** A text; absent where nothing is asked. */
export const text = optional(textOrNumber);
/** Several texts. */
export const texts = optional(v.array(textOrNumber));
/** A switch; absent means off, or as the settings say. */
export const flag = optional(v.boolean());
/** A number of any size. */
export const number = optional(v.number());
/** A number that is 0 or more. */
export const atLeast0 = optional(v.pipe(v.number(), v.minValue(0)));
/** One of these words. */
export const oneOf = <const T extends string>(values: readonly T[]) => optional(v.picklist(values));
/** Some of these words; a single wrong one makes it none. */
export const someOf = <const T extends string>(values: readonly T[]) => optional(v.array(v.picklist(values)));
