/** Short notices after something was done, with undo where there is one. */
export type Toast = { id: number; text: string; undo?: () => void };

const SHOWN_MS = 8000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(text: string, undo?: () => void): void {
  const id = ++lastId;
  put([...toasts.slice(-2), { id, text, undo }]);
  setTimeout(() => dismissToast(id), SHOWN_MS);
}

export function dismissToast(id: number): void {
  put(toasts.filter((toast) => toast.id !== id));
}

/** Ctrl+Z: undoes what the newest notice offers. False when there is nothing to undo. */
export function undoNewest(): boolean {
  const newest = toasts.filter((toast) => toast.undo).at(-1);
  if (!newest?.undo) return false;
  dismissToast(newest.id);
  newest.undo();
  return true;
}

export const toastStore = {
  get: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
