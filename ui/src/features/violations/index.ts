/* What other pages use of this one. */

import { lazyPart } from "@/shared/lazyPart";

/** What each driver is to read. */
export const TellDialog = lazyPart(() => import("./tell/TellDialog").then((part) => part.TellDialog));
