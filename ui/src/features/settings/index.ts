import { lazyPart } from "@/shared/lazyPart";

/* What the frame uses of this page. */
export { UpdateNotice } from "./update/UpdateNotice";
/** Newer versions, for a program that is too old for its garage. Fetched after the first page. */
export const UpdatePanel = lazyPart(() => import("./update/UpdatePanel").then((part) => part.UpdatePanel));
