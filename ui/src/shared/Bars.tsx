import type { ReactNode } from "react";
import { formatCount } from "@/i18n/money";
import css from "./Bars.module.css";

/** What a slice of a stacked bar means; the colour follows from it. */
export type SliceTone = "clean" | "owing" | "doubtful" | "failed" | "asking" | "rest" | "skipped" | "accent";
/** One outcome in a stacked bar. With a count of 0 it is not drawn. */
type Slice = { key: string; label: string; count: number; tone: SliceTone };

const COLOURS: Record<SliceTone, string> = {
  clean: "var(--clean-mark)",
  owing: "var(--owing-mark)",
  doubtful: "var(--doubtful-mark)",
  failed: "var(--failed-mark)",
  asking: "var(--info-mark)",
  rest: "var(--bg-track)",
  skipped: "var(--bar-neutral)",
  accent: "var(--accent)",
};

type StackProps = { label: string; slices: readonly Slice[]; end?: ReactNode };

/** One bar for a whole batch by outcome, with its legend: nothing is said by colour alone. */
export function ProgressStack({ label, slices, end }: StackProps) {
  const shown = slices.filter((slice) => slice.count > 0);
  const spoken = shown.map((slice) => `${slice.label} ${slice.count}`).join(", ");
  return (
    <div className={css.stack}>
      <div className={css.bar} role="img" aria-label={`${label}: ${spoken}`}>
        {shown.map((slice) => (
          <i key={slice.key} style={{ flexGrow: slice.count, background: COLOURS[slice.tone] }} />
        ))}
      </div>
      <div className={css.legend}>
        {shown.map((slice) => (
          <span key={slice.key} className={css.item}>
            <i className={css.dot} style={{ background: COLOURS[slice.tone] }} />
            {slice.label} <b>{formatCount(slice.count)}</b>
          </span>
        ))}
        {end && <span className={css.end}>{end}</span>}
      </div>
    </div>
  );
}

/** One line of a ranking; `title` says in full what the label may have no room for. */
type Rank = { key: string; label: ReactNode; title?: string; count: number };

/** A ranking: neutral bars, longest first as given. */
export function RankBars({ rows }: { rows: readonly Rank[] }) {
  const longest = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ol className={css.ranks}>
      {rows.map((row) => (
        <li key={row.key} className={css.rank}>
          <span className="clip" title={row.title}>
            {row.label}
          </span>
          <span className="num soft">{formatCount(row.count)}</span>
          <span className={css.track}>
            <i style={{ width: `${(row.count / longest) * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
