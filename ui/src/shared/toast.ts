import type { Change } from "./changes";

/**
 * Short notices after something was done; the change that they tell of can be taken back at once, the file shown in
 * its folder (by its handle).
 */
type Toast = { id: number; text: string; change?: Change; opens?: string };

const SHOWN_MS = 8000;
let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(toast: Omit<Toast, "id">): void {
  const id = ++lastId;
  put([...toasts.slice(-2), { id, ...toast }]);
  setTimeout(() => dismissToast(id), SHOWN_MS);
}

/** Shows a notice for eight seconds, with the way back where a change is given. */
export const showToast = (text: string, change?: Change) => show({ text, change });

/** Says that a file was written and offers the way to it; without a handle there is none. */
export const showWritten = (text: string, opens: string) => show({ text, opens: opens || undefined });

/** Takes one notice away; one that is gone already is no harm. */
export function dismissToast(id: number): void {
  put(toasts.filter((toast) => toast.id !== id));
}

/** Notices belong to the page that they were shown on. */
export const dismissToasts = () => put([]);

/** The notices shown now, the newest last and three at most, for a component to listen to. */
export const toastStore = {
  get: () => toasts,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
