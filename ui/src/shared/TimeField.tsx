import { TimePicker, type TimePickerProps } from "@mantine/dates";
import { names, order } from "./Fields";
import { inMantine } from "./mantine/inMantine";

/** A time of day, "07:30": hours and minutes by digits or arrows. Calls back with "" while a part is missing. */
export const TimeField = inMantine((props: TimePickerProps) => (
  <TimePicker inputWrapperOrder={order} classNames={names} format="24h" {...props} />
));
