import * as v from "valibot";

/* What addresses are made of. A broken value falls back to none, it never breaks the page. */

const optional = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.optional(schema), undefined);

/** A text of digits only comes out of an address as a number. */
const textOrNumber = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** What stands in the search box. */
export const searchText = v.optional(v.fallback(textOrNumber, ""), "");
export const text = optional(textOrNumber);
export const texts = optional(v.array(textOrNumber));
export const flag = optional(v.boolean());
export const number = optional(v.number());
export const atLeast0 = optional(v.pipe(v.number(), v.minValue(0)));
export const oneOf = <const T extends string>(values: readonly T[]) => optional(v.picklist(values));
export const someOf = <const T extends string>(values: readonly T[]) => optional(v.array(v.picklist(values)));
