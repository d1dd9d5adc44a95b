import { useEffect } from "react";

/* Forms of pages with something typed that is not kept yet; the frame asks before they are left. */

const forms = new Set<object>();

/** Says while this form has something unsaved. */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const form = {};
    forms.add(form);
    return () => void forms.delete(form);
  }, [isUnsaved]);
}

/** True while any form has something unsaved. */
export const hasUnsaved = (): boolean => forms.size > 0;

/** Both say the same, field by field. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
