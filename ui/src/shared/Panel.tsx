import { type ReactNode, useRef } from "react";
import { CopyPanel } from "./CopyPanel";
import { cx } from "./cx";
import css from "./Panel.module.css";

type PanelProps = {
  title?: ReactNode;
  /** Small words after the title, a count for instance. */
  aside?: ReactNode;
  /** The right end of the heading: a link or a segmented choice. */
  end?: ReactNode;
  /** Padding inside; a table wants none. */
  padded?: boolean;
  /** What it lists can be copied as text, for a chat. */
  copies?: boolean;
  className?: string;
  children: ReactNode;
};

/** A bordered part of a page. Without a title it has no heading, so neither `aside` nor `end` shows. */
export function Panel({
  title,
  aside,
  end,
  padded = false,
  copies = false,
  className,
  children,
}: PanelProps) {
  const section = useRef<HTMLElement>(null);
  return (
    <section ref={section} className={cx(css.panel, className)}>
      {title !== undefined && (
        <header className={css.head}>
          <h2>{title}</h2>
          {aside && <span className="muted">{aside}</span>}
          {(end || copies) && (
            <span className={css.end} data-silent>
              {end}
              {copies && <CopyPanel panel={section} />}
            </span>
          )}
        </header>
      )}
      {padded ? <div className={css.padded}>{children}</div> : children}
    </section>
  );
}

/** What a figure says: the label above, the value with its unit, and a note below. */
export type FigureProps = {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  note?: ReactNode;
  /** `big` (26) only on the overview and the plan; a running batch uses 20. */
  big?: boolean;
};

/** One large figure with its label; stands in a `FigureRow`. */
export function Figure({ label, value, unit, note, big = false }: FigureProps) {
  return (
    <div className={css.figure}>
      <div className="soft">{label}</div>
      <div className={cx(css.value, big && css.big)}>
        {value}
        {unit && <span className={css.unit}>{unit}</span>}
      </div>
      {note && <div className={css.note}>{note}</div>}
    </div>
  );
}

/** Figures stand in one panel divided by hairlines, never as separate cards. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className={css.figures}>{children}</div>;
}

/** What the tint of a note means. */
export type NoteTone = "info" | "doubtful" | "failed" | "passed";

/** A tinted paragraph inside a panel. */
export function Note({
  tone = "info",
  icon,
  children,
}: {
  tone?: NoteTone;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={cx(css.notice, css[tone])}>
      <span className={css.noticeIcon}>{icon}</span>
      <div>{children}</div>
    </div>
  );
}

/** Names and values in two columns. */
export function Facts({ rows }: { rows: [name: ReactNode, value: ReactNode, key?: string][] }) {
  return (
    <dl className={css.facts}>
      {rows.map(([name, value, key]) => (
        <div key={key ?? String(name)} className={css.fact}>
          <dt className="muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
