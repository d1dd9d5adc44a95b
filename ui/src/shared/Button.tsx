import type { ButtonHTMLAttributes } from "react";
import css from "./Button.module.css";
import { cx } from "./cx";
import { Icon, type IconName } from "./Icon";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One primary per screen; danger only colours the word. */
  kind?: "plain" | "primary" | "quiet" | "danger";
  size?: "small" | "normal" | "big";
  icon?: IconName;
};

/** A verb, with a count where there is one: 「重查 2 辆」. */
export function Button({ kind = "plain", size = "normal", icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={cx(css.button, css[kind], css[size], className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> & {
  icon: IconName;
  label: string;
};

/** Only for close, edit, up and down: every other icon has its word. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={cx(css.button, css.quiet, css.small, css.square, className)}
    >
      <Icon name={icon} />
    </button>
  );
}
