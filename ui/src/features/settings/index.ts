/* What the frame uses of this page. */
export { UpdateNotice } from "./update/UpdateNotice";
export { UpdatePanel } from "./update/UpdatePanel";
