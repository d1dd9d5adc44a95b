import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "@/i18n";
import { cx } from "./cx";
import css from "./Filter.module.css";
import { Icon } from "./Icon";
import { Menu } from "./Menu";

type ToggleProps = { label: ReactNode; on: boolean; onChange: (on: boolean) => void };

/** A filter that is on or off: 「有新增」. */
export function FilterChip({ label, on, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      className={cx(css.filter, on && css.on)}
      onClick={() => onChange(!on)}
    >
      {label}
    </button>
  );
}

/** `text` is what an option is found by, where its label is more than a text. */
export type FilterOption = { value: string; label: ReactNode; text?: string };

/** More are found by typing, not by scrolling. */
const AT_A_GLANCE = 12;

type MenuProps = {
  label: string;
  /** What is chosen, in words; null for all. */
  chosen: string | null;
  values: readonly string[];
  options: readonly FilterOption[];
  onChange: (values: string[]) => void;
};

type FilterButtonProps = ComponentProps<"button"> & Pick<MenuProps, "label" | "chosen">;

/** What opens a filter's menu, and says what it lets through. */
export function FilterButton({ label, chosen, ...rest }: FilterButtonProps) {
  const { t } = useTranslation();
  const on = chosen !== null;
  return (
    <button type="button" {...rest} className={cx(css.filter, on && css.on, on && css.hasClear)}>
      <span>{label}</span>
      {on ? <b>{chosen}</b> : <span className="muted">{t("filter.all")}</span>}
      {!on && <Icon name="down" small />}
    </button>
  );
}

/** A filter with several values: a menu that stays open while ticking. */
export function FilterMenu({ label, chosen, values, options, onChange }: MenuProps) {
  const { t } = useTranslation();
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
  const on = values.length > 0;
  return (
    <span className={css.pair}>
      <Menu
        staysOpen
        find={options.length > AT_A_GLANCE ? t("filter.find", { name: label }) : undefined}
        target={<FilterButton label={label} chosen={on ? chosen : null} />}
        entries={() =>
          options.map((option) => ({
            kind: "tick",
            id: option.value,
            label: option.label,
            text: option.text ?? (typeof option.label === "string" ? option.label : option.value),
            on: values.includes(option.value),
            onPress: () => toggle(option.value),
          }))
        }
      />
      {on && (
        <button
          type="button"
          className={css.clear}
          aria-label={t("filter.clear", { name: label })}
          onClick={() => onChange([])}
        >
          <Icon name="close" small />
        </button>
      )}
    </span>
  );
}
