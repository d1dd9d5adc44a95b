import { type ReactNode, useId } from "react";
import { cx } from "./cx";
import css from "./Segmented.module.css";

/** One choice of a segmented control: what it stands for, and its words. */
type Segment<V extends string> = { value: V; label: ReactNode };

type SegmentedProps<V extends string> = {
  label: string;
  value: V | null;
  segments: readonly Segment<V>[];
  onChange: (value: V) => void;
  small?: boolean;
  disabled?: boolean;
};

/** One of a few: native radio buttons, so that arrows and screen readers work by themselves. */
export function Segmented<V extends string>(props: SegmentedProps<V>) {
  const { label, value, segments, onChange, small = false, disabled = false } = props;
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cx(css.group, small && css.small)}>
      {segments.map((segment) => (
        <label key={segment.value} className={css.segment}>
          <input
            type="radio"
            name={name}
            disabled={disabled}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span>{segment.label}</span>
        </label>
      ))}
    </div>
  );
}
