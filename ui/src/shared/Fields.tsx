import {
  Checkbox,
  type CheckboxProps,
  NumberInput,
  type NumberInputProps,
  PasswordInput,
  type PasswordInputProps,
  Select,
  type SelectProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from "@mantine/core";
import css from "./Fields.module.css";
import { inMantine } from "./mantine/inMantine";

/* Mantine's inputs in the product's clothes. Labels stand above, hints and errors below, in this order. */
export const names = { input: css.input, label: css.label, description: css.hint, error: css.error };
/** Where the words of a field stand; for inputs that are built elsewhere. */
export const order: TextInputProps["inputWrapperOrder"] = ["label", "input", "error", "description"];

/** A text of one line. */
export const TextField = inMantine((props: TextInputProps) => (
  <TextInput inputWrapperOrder={order} classNames={names} {...props} />
));
/** A text that is shown as dots while it is typed. */
export const SecretField = inMantine((props: PasswordInputProps) => (
  <PasswordInput inputWrapperOrder={order} classNames={{ ...names, innerInput: css.inner }} {...props} />
));
/** A text of several lines; the field grows with it. */
export const LongTextField = inMantine((props: TextareaProps) => (
  <Textarea inputWrapperOrder={order} classNames={names} autosize minRows={2} {...props} />
));
/** A number, typed: it has no arrows to press. */
export const NumberField = inMantine((props: NumberInputProps) => (
  <NumberInput inputWrapperOrder={order} classNames={names} hideControls {...props} />
));
/** One of a list. To choose nothing must be an entry of its own. */
export const SelectField = inMantine((props: SelectProps) => (
  <Select
    inputWrapperOrder={order}
    classNames={{ ...names, dropdown: css.dropdown, options: css.options, option: css.option }}
    withScrollArea={false}
    allowDeselect={false}
    comboboxProps={{ transitionProps: { duration: 120 }, shadow: "none" }}
    {...props}
  />
));
/** A box to tick, with its words to the right. */
export const CheckField = inMantine((props: CheckboxProps) => (
  <Checkbox size="xs" classNames={{ label: css.check, description: css.hint }} {...props} />
));
