import { type SyntheticEvent, useEffect, useState } from "react";

/** A field of a form, or an entry of its list that was picked (lists lie outside the form). */
const FIELDS = "form :is(input, textarea, select)";
const PICKED = "[role=option]";

/**
 * Whether something was typed into a dialog's form. Leaving it asks first then; the verb of the form,
 * which closes the dialog from outside, does not.
 */
export function useLeaveGuard(opened: boolean, onClose: () => void) {
  const [touched, setTouched] = useState(false);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (opened) return;
    setTouched(false);
    setAsking(false);
  }, [opened]);
  const note = (event: SyntheticEvent, fields: string) => {
    if (event.target instanceof Element && event.target.closest(fields)) setTouched(true);
  };
  return {
    asking,
    leave: () => (touched ? setAsking(true) : onClose()),
    stay: () => setAsking(false),
    watched: {
      onInput: (event: SyntheticEvent) => note(event, FIELDS),
      onClickCapture: (event: SyntheticEvent) => note(event, PICKED),
    },
  };
}
