import { type ComponentProps, useEffect, useRef, useState } from "react";
import { useTranslation } from "@/i18n";
import { enterRows } from "../grid/enterRows";
import { Icon } from "../Icon";
import { Kbd } from "../Kbd";
import css from "./Page.module.css";

/** What stands in the search box, and what is called with what is typed. */
export type SearchBoxProps = {
  value: string;
  /** Called for every change, but never while an input method is composing. */
  onChange: (value: string) => void;
  placeholder?: string;
  /** Enter; a page without rows of its own searches elsewhere. */
  onSubmit?: (value: string) => void;
};

/** The page's search. Ctrl+F and "/" go here; Esc clears it, then leaves it; ↓ and Enter go on into the rows. */
export function SearchBox({ value, onChange, placeholder, onSubmit }: SearchBoxProps) {
  const [draft, setDraft] = useState(value);
  const [composing, setComposing] = useState(false);
  useEffect(() => setDraft(value), [value]);
  // What was typed last may be on its way yet: the rows are entered with its answer.
  const entering = useRef(false);
  useEffect(() => {
    if (entering.current && value === draft) entering.current = !enterRows();
  });
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const leads = event.key === "ArrowDown" || (event.key === "Enter" && !onSubmit && draft !== "");
    entering.current = leads && !composing && !(value === draft && enterRows());
    if (leads && !composing) event.preventDefault();
    if (event.key === "Enter" && !composing && draft !== "") onSubmit?.(draft);
    if (event.key !== "Escape" || composing) return;
    event.preventDefault();
    if (draft === "") return event.currentTarget.blur();
    setDraft("");
    onChange("");
  };
  return (
    <SearchField
      placeholder={placeholder}
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        if (!composing) onChange(event.currentTarget.value);
      }}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={(event) => {
        setComposing(false);
        onChange(event.currentTarget.value);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

/** The box itself. */
export function SearchField({ placeholder, ...input }: ComponentProps<"input">) {
  const { t } = useTranslation();
  return (
    <search className={css.search}>
      <Icon name="search" />
      <input
        data-search
        data-testid="search"
        type="text"
        aria-label={t("search.label")}
        placeholder={placeholder ?? t("search.default")}
        {...input}
      />
      <Kbd>Ctrl F</Kbd>
    </search>
  );
}
