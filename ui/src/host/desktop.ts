import { Channel, invoke } from "@tauri-apps/api/core";
import type { Event } from "@/bindings/Event";
import type { Host } from ".";

/** True inside the desktop window, false in a plain browser. */
export function insideDesktop(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

type Listener = (event: Event) => void;

/** The shell keeps one channel to the page (a reload replaces it); all who listen here share it. */
const listeners = new Set<Listener>();
let started: Promise<void> | undefined;

function start(): Promise<void> {
  const channel = new Channel<Event>();
  channel.onmessage = (event) => {
    for (const listener of listeners) listener(event);
  };
  return invoke("subscribe", { channel });
}

/** The shell's own few commands; dialogs and the browser are opened on its side, not by npm packages. */
export const desktopHost: Host = {
  call: (name, request) => invoke("rpc", { name, request }),
  async subscribe(onEvent) {
    listeners.add(onEvent);
    started ??= start();
    await started;
    return () => {
      listeners.delete(onEvent);
    };
  },
  chooseFile: (filters) => invoke("choose_file", { filters }),
  chooseFolder: () => invoke("choose_folder"),
  chooseSave: (name, filters, words) => invoke("choose_save", { name, filters, words }),
  openReport: (handle) => invoke("open_report", { handle }),
  showInFolder: (handle) => invoke("show_in_folder", { handle }),
  openSite: (site) => invoke("open_site", { site }),
  windowReady: () => invoke("window_ready"),
  closeWindow: () => invoke("close_window"),
  notify: (title, body) => invoke("notify", { title, body }),
  tray: (words) => invoke("tray", { words }),
  startAtLogin: (wanted) => invoke("start_at_login", { wanted }),
};
