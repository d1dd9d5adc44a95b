/* What other pages use of this one. */
export { ClearanceButton, ClearanceDialog } from "./ClearanceButton";
