/* What other pages use of this one. */
export { useCostWords } from "./costWords";
export { EndNotice } from "./EndNotice";
export { planRequest } from "./plan/planRequest";
export { FailedRun, StuckRun } from "./schedule/FailedRun";
export { ScheduleNotice } from "./schedule/ScheduleNotice";
export { checkSelection } from "./selection";
