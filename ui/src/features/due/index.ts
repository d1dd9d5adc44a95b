/* What other pages use of this one. */
export { DueList } from "./DueList";
export { DUE_SOON, DueSoon } from "./DueSoon";
