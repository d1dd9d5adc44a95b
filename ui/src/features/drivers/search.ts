import * as v from "valibot";

/** The list is short and comes whole: the address keeps nothing of it yet. */
export const driversSearch = v.object({});

export type DriversSearch = v.InferOutput<typeof driversSearch>;
