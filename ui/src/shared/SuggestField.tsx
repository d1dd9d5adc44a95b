import { Autocomplete, type AutocompleteProps } from "@mantine/core";
import type { KeyCount } from "@/bindings/KeyCount";
import css from "./Fields.module.css";
import { inMantine } from "./mantine/inMantine";

type SuggestProps = Omit<AutocompleteProps, "data"> & { known: readonly KeyCount[] | undefined };

const names = {
  input: css.input,
  label: css.label,
  description: css.hint,
  error: css.error,
  dropdown: css.dropdown,
  options: css.options,
  option: css.option,
};

/** A text that may be a new one, with those already in use offered while typing. */
export const SuggestField = inMantine(function SuggestField({ known, ...rest }: SuggestProps) {
  const data = (known ?? []).map(({ key }) => key).filter((key) => key !== "");
  return (
    <Autocomplete
      inputWrapperOrder={["label", "input", "error", "description"]}
      classNames={names}
      comboboxProps={{ transitionProps: { duration: 120 }, shadow: "none" }}
      withScrollArea={false}
      limit={50}
      data={data}
      {...rest}
    />
  );
});
