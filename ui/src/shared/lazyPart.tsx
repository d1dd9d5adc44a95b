import { type ComponentType, createElement, type ReactNode, useEffect, useState } from "react";

const parts: (() => Promise<void>)[] = [];

/**
 * A component that the first page is read and drawn without. Until its program is here `meanwhile`
 * is shown; afterwards it is drawn at once (`lazy` would always draw its fallback first).
 */
export function lazyPart<P extends object>(fetch: () => Promise<ComponentType<P>>) {
  let part: ComponentType<P> | undefined;
  const load = async () => {
    part ??= await fetch();
  };
  parts.push(load);
  return function Later({ meanwhile = null, ...props }: P & { meanwhile?: ReactNode }) {
    const [, setHere] = useState(part !== undefined);
    useEffect(() => {
      const fail = (error: unknown) =>
        setHere(() => {
          throw error;
        });
      if (!part) load().then(() => setHere(true), fail);
    }, []);
    return part ? createElement(part, props as unknown as P) : meanwhile;
  };
}

/** Fetches every part that waits, one after the other: nothing is waited for when it is wanted. */
export async function fetchParts(): Promise<void> {
  for (const load of parts) await load();
}

/** True from the first time on: what was never opened is not drawn, what was may close in its own time. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever;
}
