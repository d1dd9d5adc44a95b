import * as v from "valibot";
import { spanParts } from "@/shared/span/span";

/** What the address keeps of this page: the days that its figures are of. */
export const overviewSearch = v.object(spanParts);
