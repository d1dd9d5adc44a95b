import type { ReactNode } from "react";
import { cx } from "@/shared/cx";
import css from "./Page.module.css";
import { SearchBox, type SearchBoxProps } from "./SearchBox";

type PageProps = {
  title: string;
  /** Small words after the title: a count, the fleet's name. */
  sub?: ReactNode;
  search?: SearchBoxProps;
  /** The screen's one primary button, or words at the right end. */
  primary?: ReactNode;
  /** Grid pages bring their own edges. */
  flush?: boolean;
  /** A `FootBar`. */
  foot?: ReactNode;
  children: ReactNode;
};

/** Every page: top bar of 52, content, foot. */
export function Page({ title, sub, search, primary, flush = false, foot, children }: PageProps) {
  return (
    <main className={css.page} tabIndex={-1}>
      <header className={css.top}>
        <h1>{title}</h1>
        {sub && <span className={cx(css.sub, "clip")}>{sub}</span>}
        <span className="grow" />
        {search && <SearchBox {...search} />}
        {primary}
      </header>
      <div className={cx(css.body, flush && css.flush)}>{children}</div>
      {foot}
    </main>
  );
}
