/* What other pages use of this one. */
export { ClearanceButton } from "./ClearanceButton";
