import { useEffect, useReducer, useRef } from "react";
import { NOTHING, type Selection, type SelectionAction, select } from "./selection";

/** The selection of a list; a new filter (`listKey`) begins with nothing chosen. */
export function useSelection(listKey: string): [Selection, (action: SelectionAction) => void] {
  const [selection, dispatch] = useReducer(select, NOTHING);
  const chosenUnder = useRef(listKey);
  useEffect(() => {
    if (chosenUnder.current === listKey) return;
    chosenUnder.current = listKey;
    dispatch({ type: "none" });
  }, [listKey]);
  return [selection, dispatch];
}
