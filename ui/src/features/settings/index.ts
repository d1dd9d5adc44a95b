import { lazyPart } from "@/shared/lazyPart";

/* What the frame uses of this page. */
export { UpdateNotice } from "./update/UpdateNotice";
export const UpdatePanel = lazyPart(() => import("./update/UpdatePanel").then((part) => part.UpdatePanel));
