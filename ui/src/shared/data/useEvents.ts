import { useEffect, useRef } from "react";
import type { Event } from "@/bindings/Event";
import { subscribe } from "@/host";

/** Hears the core for as long as the component is there; always calls the latest `onEvent`. */
export function useEvents(onEvent: (event: Event) => void): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  useEffect(() => {
    let left = false;
    let stop = () => {};
    void subscribe((event) => latest.current(event)).then((unsubscribe) => {
      if (left) unsubscribe();
      else stop = unsubscribe;
    });
    return () => {
      left = true;
      stop();
    };
  }, []);
}
