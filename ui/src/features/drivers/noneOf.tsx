import type { ReactNode } from "react";
import type { Totals } from "@/bindings/Totals";
import { Nothing, Zero } from "@/shared/Money";

/* Without any violation of a driver nobody knows whether their vehicles were ever checked: that is no 0. */

const isAnyKnown = (totals: Totals): boolean => totals.violations > 0;

/** What stands for a figure of 0. */
export const noneOf = (totals: Totals): ReactNode => (isAnyKnown(totals) ? <Zero /> : <Nothing />);

/** The same as text, for copying. */
export const inText = (totals: Totals, figure: string): string => (isAnyKnown(totals) ? figure : "—");
