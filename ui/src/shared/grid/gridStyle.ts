import type { CSSProperties } from "react";

/** Width of the boxes before the first column of a list whose rows can be chosen. */
export const CHECKBOX_WIDTH = 38;
/** Height of the row of headings, in pixels. */
export const HEAD_HEIGHT = 34;
const END_PADDING = 10;

/** What columns have of a list's inner width; `lead` stands before them. Below 0 while it is not known. */
export const room = (width: number, lead: number): number => width - lead - END_PADDING;

type Widths = readonly { width: number; grow?: number }[];

/** The measures of a list, for its styles. */
export function gridStyle(columns: Widths, lead: number, rowHeight: number): CSSProperties {
  return {
    "--columns": template(columns, lead),
    "--line-w": `${columns.reduce((sum, { width }) => sum + width, lead + END_PADDING)}px`,
    "--row-h": `${rowHeight}px`,
  } as CSSProperties;
}

function template(columns: Widths, lead: number): string {
  const someGrow = columns.some((column) => column.grow);
  const widths = columns.map((column, at) => {
    const share = column.grow ?? (!someGrow && at === columns.length - 1 ? 1 : 0);
    return share > 0 ? `minmax(${column.width}px, ${share}fr)` : `${column.width}px`;
  });
  return [...(lead > 0 ? [`${lead}px`] : []), ...widths].join(" ");
}
