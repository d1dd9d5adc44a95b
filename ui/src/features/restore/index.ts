/* What other pages use of this one. */
export { RestoreDialog } from "./RestoreDialog";
