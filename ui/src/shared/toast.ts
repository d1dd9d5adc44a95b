import type { Change } from "./changes";

/** Short notices after something was done; the change that they tell of can be taken back at once. */
export type Toast = { id: number; text: string; change?: Change };

const SHOWN_MS = 8000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function showToast(text: string, change?: Change): void {
  const id = ++lastId;
  put([...toasts.slice(-2), { id, text, change }]);
  setTimeout(() => dismissToast(id), SHOWN_MS);
}

export function dismissToast(id: number): void {
  put(toasts.filter((toast) => toast.id !== id));
}

/** Notices belong to the page that they were shown on. */
export const dismissToasts = () => put([]);

export const toastStore = {
  get: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
