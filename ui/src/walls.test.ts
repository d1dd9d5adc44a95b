import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/* What may import what, read from the source. Tests and their data may look anywhere. */

const HERE = dirname(fileURLToPath(import.meta.url));
const IMPORT =
  /\b(?:import|export)\s[^"';]*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|^import "([^"]+)"/gm;

function sources(folder = ""): string[] {
  return readdirSync(join(HERE, folder)).flatMap((name) => {
    const path = folder ? `${folder}/${name}` : name;
    if (statSync(join(HERE, path)).isDirectory()) return path === "bindings" ? [] : sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const isTest = (path: string) => /\.test\.tsx?$|stories\.tsx$|[tT]est(Data|Setup)\.ts$/.test(path);
const FILES = sources().filter((path) => !isTest(path));
const TEXTS = new Map(FILES.map((path) => [path, readFileSync(join(HERE, path), "utf8")]));

/** The file that an import names; null for a package, a binding or a style. */
function target(from: string, named: string): string | null {
  if (!/^(@\/|\.)/.test(named)) return null;
  const base = named.startsWith("@/") ? named.slice(2) : normalize(join(dirname(from), named));
  const asked = base === "." ? "" : base;
  const ends = ["", ".ts", ".tsx", "/index.ts", "/index.tsx"];
  return ends.map((end) => `${asked}${end}`.replace(/^\//, "")).find((path) => TEXTS.has(path)) ?? null;
}

const IMPORTS = new Map(
  FILES.map((path) => {
    const named = [...(TEXTS.get(path) ?? "").matchAll(IMPORT)].map(
      (match) => match[1] ?? match[2] ?? match[3],
    );
    const found = named.map((name) => target(path, name ?? "")).filter((to) => to !== null);
    return [path, [...new Set(found)]];
  }),
);

/** Everything that is read together with a file: what it imports, and not later, nor for its types alone. */
function readWith(start: string): Set<string> {
  const found = new Set([start]);
  for (const from of found) {
    for (const match of (TEXTS.get(from) ?? "").matchAll(IMPORT)) {
      const to = target(from, match[1] ?? match[3] ?? "");
      if (to && !/^(import|export) type /.test(match[0])) found.add(to);
    }
  }
  return found;
}

const room = (path: string) => path.split("/")[0] ?? "";
const feature = (path: string) => (room(path) === "features" ? path.split("/")[1] : null);

/** Imports that a rule refuses, as "from → to". */
const refused = (rule: (from: string, to: string) => boolean) =>
  [...IMPORTS].flatMap(([from, found]) =>
    found.filter((to) => rule(from, to)).map((to) => `${from} → ${to}`),
  );

/** Groups of files that need each other, all round (Tarjan). */
function circles(): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): number => {
    let low = order.size;
    order.set(path, low);
    const own = low;
    stack.push(path);
    for (const to of IMPORTS.get(path) ?? []) {
      if (!order.has(to)) low = Math.min(low, visit(to));
      else if (stack.includes(to)) low = Math.min(low, order.get(to) ?? low);
    }
    lowest.set(path, low);
    if (low === own) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1) found.push(group.sort());
    }
    return low;
  };
  for (const path of FILES) if (!order.has(path)) visit(path);
  return found;
}

describe("the walls of the page", () => {
  it("keep Mantine out of what is read before the first page", () => {
    const mantine = ["shared/mantine/inMantine.tsx", "shared/Fields.tsx"];
    for (const start of ["boot.ts", "main.tsx"]) {
      const read = readWith(start);
      expect(read.size, start).toBeGreaterThan(50);
      expect(
        mantine.filter((path) => read.has(path)),
        start,
      ).toEqual([]);
    }
  });

  it("keep the words of errors out of what the first rows wait for", () => {
    expect(readWith("boot.ts").has("i18n/firstWords.ts")).toBe(true);
    expect(readWith("boot.ts").has("i18n/errors.ts")).toBe(false);
  });

  it("are read from the source", () => {
    expect(IMPORTS.get("features/garage/GaragePage.tsx")).toContain("features/garage/list/GarageList.tsx");
    expect(IMPORTS.get("boot.ts")).toContain("main.tsx");
  });

  it("have no circle of imports", () => {
    expect(circles()).toEqual([]);
  });

  it("keep what is shared free of pages and of the frame", () => {
    const below = ["shared", "i18n", "host"];
    expect(
      refused((from, to) => below.includes(room(from)) && ["app", "features"].includes(room(to))),
    ).toEqual([]);
    expect(refused((from, to) => ["i18n", "host"].includes(room(from)) && room(to) === "shared")).toEqual([]);
  });

  it("let pages see of each other what their index says, and nothing of the frame", () => {
    const other = (from: string, to: string) =>
      feature(from) !== null && feature(to) !== null && feature(from) !== feature(to);
    expect(refused((from, to) => other(from, to) && to !== `features/${feature(to)}/index.ts`)).toEqual([]);
    expect(refused((from, to) => feature(from) !== null && room(to) === "app")).toEqual([]);
  });

  it("spread no object that is written down in the same place", () => {
    expect(FILES.filter((path) => /\.\.\.\{/.test(TEXTS.get(path) ?? ""))).toEqual([]);
  });
});
