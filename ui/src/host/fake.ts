import type { Commands } from "@/bindings/Commands";
import type { Event } from "@/bindings/Event";
import type { Host, TrayWords } from ".";

type Answers = {
  [K in keyof Commands]?: (request: Commands[K][0]) => Commands[K][1] | Promise<Commands[K][1]>;
};

/** A host in memory: answers are set per command, every question is kept for the test to look at. */
export type FakeHost = Host & {
  asked: { name: string; request: unknown }[];
  opened: string[];
  closed: boolean;
  notices: { title: string; body: string }[];
  answer<K extends keyof Commands>(name: K, reply: NonNullable<Answers[K]>): void;
  emit(event: Event): void;
  nextFile: string | null;
  /** Whether this desktop has a tray, and what stands there. */
  hasTray: boolean;
  icon: TrayWords | null;
  atLogin: boolean;
};

/** The path serves as its own handle here. */
const chosen = (path: string | null) =>
  path === null ? null : { file: path, name: path.split(/[\\/]/).at(-1) ?? path };

/** A host in memory with these answers; a command that has none is refused as `internal`. */
export function createFakeHost(first: Answers = {}): FakeHost {
  const answers = new Map<string, (request: never) => unknown>(Object.entries(first));
  const listeners = new Set<(event: Event) => void>();
  const fake: FakeHost = {
    asked: [],
    opened: [],
    closed: false,
    notices: [],
    nextFile: null,
    hasTray: true,
    icon: null,
    atLogin: false,
    async call(name, request) {
      fake.asked.push({ name, request });
      const reply = answers.get(name);
      if (!reply) throw { code: "internal", message: `the fake host has no answer for ${name}`, details: {} };
      return reply(request as never);
    },
    answer: (name, reply) => void answers.set(name, reply as (request: never) => unknown),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    async subscribe(onEvent) {
      listeners.add(onEvent);
      return () => listeners.delete(onEvent);
    },
    chooseFile: async () => chosen(fake.nextFile),
    chooseFolder: async () => chosen(fake.nextFile),
    chooseSave: async () => chosen(fake.nextFile),
    openReport: async (handle) => void fake.opened.push(handle),
    showInFolder: async (handle) => void fake.opened.push(`folder of ${handle}`),
    openSite: async (site) => void fake.opened.push(site),
    windowReady: async () => {},
    closeWindow: async () => {
      fake.closed = true;
    },
    notify: async (title, body) => void fake.notices.push({ title, body }),
    async tray(words) {
      fake.icon = fake.hasTray ? words : null;
      return fake.hasTray;
    },
    async startAtLogin(wanted) {
      fake.atLogin = wanted ?? fake.atLogin;
      return fake.atLogin;
    },
  };
  return fake;
}
