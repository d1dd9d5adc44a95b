import { useEffect, useReducer, useRef } from "react";
import { NOTHING, type Selection, type SelectionAction, select } from "./selection";

/** The selection of a list; a new filter (`listKey`) begins with nothing chosen. */
export function useSelection(listKey: string): [Selection, (action: SelectionAction) => void] {
  const [selection, dispatch] = useReducer(select, NOTHING);
  const chosenUnder = useRef(listKey);
  const some = selection !== NOTHING;
  useEffect(() => {
    if (chosenUnder.current === listKey) return;
    chosenUnder.current = listKey;
    if (some) dispatch({ type: "none" });
  }, [listKey, some]);
  return [selection, dispatch];
}
