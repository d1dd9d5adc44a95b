import type { ReactNode } from "react";
import css from "./welcome.module.css";

type WayProps = { picture: ReactNode; title: string; text: string; action: ReactNode; hint: string };

/** One way on: what it looks like, what it does, the one button. */
export function Way({ picture, title, text, action, hint }: WayProps) {
  return (
    <section className={css.way}>
      <div className={css.picture} aria-hidden="true">
        {picture}
      </div>
      <h2>{title}</h2>
      <p className={css.text}>{text}</p>
      <div className={css.action}>{action}</div>
      <p className={css.hint}>{hint}</p>
    </section>
  );
}
