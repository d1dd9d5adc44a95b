import { Channel, invoke } from "@tauri-apps/api/core";
import { open, save } from "@tauri-apps/plugin-dialog";
import { openUrl } from "@tauri-apps/plugin-opener";
import type { Event } from "@/bindings/Event";
import type { Host } from ".";

/** True inside the desktop window, false in a plain browser. */
export function insideDesktop(): boolean {
  return "__TAURI_INTERNALS__" in window;
}

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
  chooseFile: (filters) => open({ multiple: false, directory: false, filters }),
  chooseSave: (defaultPath, filters) => save({ defaultPath, filters }),
  openExternal: (url) => openUrl(url),
};
