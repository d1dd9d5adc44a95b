/* What other pages use of this one. */
export { PeriodDialog } from "./PeriodDialog";
export { PeriodList } from "./PeriodList";
export { useDriverNames } from "./queries";
export { SinceField } from "./SinceField";
export { type Since, sinceForCore } from "./since";
