import { Channel, invoke } from "@tauri-apps/api/core";
import type { Event } from "@/bindings/Event";
import type { Host } from ".";

/** True inside the desktop window, false in a plain browser. */
export function insideDesktop(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

/** The shell's own few commands; dialogs and the browser are opened on its side, not by npm packages. */
export const desktopHost: Host = {
  call: (name, request) => invoke("rpc", { name, request }),
  async subscribe(onEvent) {
    let listening = true;
    const channel = new Channel<Event>();
    channel.onmessage = (event) => {
      if (listening) onEvent(event);
    };
    await invoke("subscribe", { channel });
    return () => {
      listening = false;
    };
  },
  chooseFile: (filters) => invoke("choose_file", { filters }),
  chooseSave: (name, filters) => invoke("choose_save", { name, filters }),
  openExternal: (path) => invoke("open_external", { path }),
  windowReady: () => invoke("window_ready"),
};
