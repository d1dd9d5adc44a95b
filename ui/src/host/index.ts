/** The one door to the desktop. Nothing outside this folder imports `@tauri-apps/*`. */
import type { ChosenFile } from "@/bindings/ChosenFile";
import type { CommandError } from "@/bindings/CommandError";
import type { Commands } from "@/bindings/Commands";
import type { Event } from "@/bindings/Event";

/** One kind of file that a dialog offers: what it is called, and its endings without the dot. */
type FileFilter = { name: string; extensions: string[] };

/** Asks before a file goes whose name the person did not see in the dialog; "{file}" stands for it. */
type ReplaceWords = { question: string; replace: string; keep: string };

/** What the icon in the tray and its menu say. */
export type TrayWords = { tooltip: string; show: string; check: string; quit: string };

/** What a host can do. The desktop is one, the fake host of tests and of a plain browser is another. */
export type Host = {
  call(name: string, request: unknown): Promise<unknown>;
  subscribe(onEvent: (event: Event) => void): Promise<() => void>;
  /** The page has a handle for what the person chose, never a path. */
  chooseFile(filters: FileFilter[]): Promise<ChosenFile | null>;
  chooseFolder(): Promise<ChosenFile | null>;
  chooseSave(suggested: string, filters: FileFilter[], words: ReplaceWords): Promise<ChosenFile | null>;
  /** Opens a report or a receipt, by its handle, in the system's own program for it. */
  openReport(handle: string): Promise<void>;
  /** Shows a file of the program's, by its handle, in the system's view of its folder. */
  showInFolder(handle: string): Promise<void>;
  /** Opens a provider's own site in the system's browser. */
  openSite(site: string): Promise<void>;
  /** The first page is drawn: the window may be shown. */
  windowReady(): Promise<void>;
  /** Closes the window without waiting for anything. */
  closeWindow(): Promise<void>;
  /** Tells a person who is looking at something else; nothing happens while the window has the keyboard. */
  notify(title: string, body: string): Promise<void>;
  /** Puts the icon into the tray, or (null) takes it away. True where the desktop has a place for it, and it stands if it is wanted. */
  tray(words: TrayWords | null): Promise<boolean>;
  /** Whether the system starts the program when the person logs in, after what is wanted was done; null only asks. */
  startAtLogin(wanted: boolean | null): Promise<boolean>;
};

let host: Host | null = null;

/** Chooses the host; called once at start, and by tests. */
export function setHost(next: Host): void {
  host = next;
}

function current(): Host {
  if (!host) throw new Error("no host was set before the first call");
  return host;
}

/** Asks the core. A refusal is thrown as a `CommandError`; read it with `asCommandError`. */
export async function rpc<K extends keyof Commands>(
  name: K,
  request: Commands[K][0],
): Promise<Commands[K][1]> {
  return (await current().call(name, request)) as Commands[K][1];
}

/** Hears the core's events; the function that comes back ends it. */
export const subscribe: Host["subscribe"] = (onEvent) => current().subscribe(onEvent);
/** Asks for a file to read; null when the person changed their mind. */
export const chooseFile: Host["chooseFile"] = (filters) => current().chooseFile(filters);
/** Asks for a folder; null when the person changed their mind. */
export const chooseFolder: Host["chooseFolder"] = () => current().chooseFolder();
/** Asks where to write a file, with a name to begin with; null when the person changed their mind. */
export const chooseSave: Host["chooseSave"] = (name, filters, words) =>
  current().chooseSave(name, filters, words);
/** Opens a report or a receipt, by its handle, in the system's own program for it. */
export const openReport: Host["openReport"] = (handle) => current().openReport(handle);
/** Shows a file of the program's, by its handle, in the system's view of its folder. */
export const showInFolder: Host["showInFolder"] = (handle) => current().showInFolder(handle);
/** Opens a provider's own site in the system's browser. */
export const openSite: Host["openSite"] = (site) => current().openSite(site);
/** Has the window shown; called when the first page is drawn. */
export const windowReady: Host["windowReady"] = () => current().windowReady();
/** Closes the window at once: neither a batch under way nor unwritten answers are waited for. */
export const closeWindow: Host["closeWindow"] = () => current().closeWindow();
/** Tells a person who is looking at something else; nothing happens while the window has the keyboard. */
export const notify: Host["notify"] = (title, body) => current().notify(title, body);
/** Puts the icon into the tray with these words, or (null) takes it away. False where there is no tray. */
export const tray: Host["tray"] = (words) => current().tray(words);
/** Has the program start at login, or no more; null only asks. Gives what holds afterwards. */
export const startAtLogin: Host["startAtLogin"] = (wanted) => current().startAtLogin(wanted);

/** Everything thrown becomes a `CommandError`, so that pages have one shape to explain. */
export function asCommandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown) {
    return { message: "", details: {}, ...thrown } as CommandError;
  }
  return { code: "internal", message: String(thrown), details: {} };
}
