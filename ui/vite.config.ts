import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type HtmlTagDescriptor, normalizePath, type Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** As modules are named on every system. */
const here = (path: string): string => normalizePath(fileURLToPath(new URL(path, import.meta.url)));

/** `boot.ts` is small and runs first; the program that it imports then is fetched with it, not after it. */
const fetchMainAtOnce: Plugin = {
  name: "fetch-main-at-once",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
      const main = chunks.find(({ name }) => name === "main");
      const read = chunks.filter(({ fileName }) => main?.imports.includes(fileName)).concat(main ?? []);
      const link = (rel: string, file: string): HtmlTagDescriptor => ({
        tag: "link",
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: "head",
      });
      const unnamed = ({ attrs }: HtmlTagDescriptor) => !html.includes(String(attrs?.href));
      const links = read.flatMap(({ fileName, viteMetadata }) => [
        link("modulepreload", fileName),
        ...[...(viteMetadata?.importedCss ?? [])].map((file) => link("stylesheet", file)),
      ]);
      return links.filter(unnamed);
    },
  },
};

type Graph = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

/** What a module needs before it runs, itself included. */
function neededBy(entry: string, graph: Graph): Set<string> {
  const needed = new Set([entry]);
  for (const id of needed) {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) needed.add(imported);
  }
  return needed;
}

/**
 * What runs at the start stands in two files: each file is a question to the program
 * that draws the window, and thirty small ones take longer than their words.
 */
function startFiles(): (id: string, graph: Graph) => string | null {
  let parts: { name: string; modules: Set<string> }[] | undefined;
  return (id, graph) => {
    parts ??= [
      { name: "boot", modules: neededBy(here("./src/boot.ts"), graph) },
      { name: "main", modules: neededBy(here("./src/main.tsx"), graph) },
    ];
    return parts.find(({ modules }) => modules.has(id))?.name ?? null;
  };
}

// The oldest web view we ship to is the WebKitGTK of Debian 12; its language level is Safari 15's.
export default defineConfig({
  plugins: [react(), fetchMainAtOnce],
  resolve: { alias: { "@": here("./src") } },
  // No inlined assets and no module-preload polyfill: the page must work under `script-src 'self'`.
  build: {
    target: "safari15",
    cssTarget: "safari15",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: startFiles() }] } } },
  },
  server: { port: 5173, strictPort: true },
  test: {
    environment: "happy-dom",
    setupFiles: ["./src/testSetup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    // A busy machine is no failure: what is asserted is never how long it took.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
