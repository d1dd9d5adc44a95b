import type { ReactNode } from "react";
import { cx } from "../cx";
import css from "./Page.module.css";
import { SearchBox, type SearchBoxProps } from "./SearchBox";

type PageProps<Search> = {
  title: string;
  /** Small words after the title: a count, the fleet's name. */
  sub?: ReactNode;
  search?: Search;
  /** The screen's one primary button, or words at the right end. */
  primary?: ReactNode;
  /** Grid pages bring their own edges. */
  flush?: boolean;
  /** A `FootBar`. */
  foot?: ReactNode;
  children: ReactNode;
};

/** Every page: top bar of 52, content, foot. */
export function Page({ search, ...look }: PageProps<SearchBoxProps>) {
  return <PageLook {...look} search={search && <SearchBox {...search} />} />;
}

/** A page as it looks. The main button stands last but comes first for Tab: from the search it is two to the list. */
export function PageLook(props: PageProps<ReactNode>) {
  const { title, sub, search, primary, flush = false, foot, children } = props;
  return (
    <main className={css.page} tabIndex={-1}>
      <header className={css.top}>
        <h1 tabIndex={-1}>{title}</h1>
        {sub && <span className={cx(css.sub, "clip")}>{sub}</span>}
        <span className="grow" />
        {primary && <div className={css.primary}>{primary}</div>}
        {search}
      </header>
      <div className={cx(css.body, flush && css.flush)}>{children}</div>
      {foot}
    </main>
  );
}
