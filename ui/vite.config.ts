import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { HtmlTagDescriptor, Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** `boot.ts` is small and runs first; what it imports then is fetched with it, not after it. */
const fetchMainAtOnce: Plugin = {
  name: "fetch-main-at-once",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
      const main = chunks.find(({ name }) => name === "main");
      const read = chunks.filter(({ fileName }) => main?.imports.includes(fileName)).concat(main ?? []);
      const link = (rel: string, file: string): HtmlTagDescriptor => ({
        tag: "link",
        attrs: { rel, crossorigin: true, href: `/${file}` },
        injectTo: "head",
      });
      return read.flatMap(({ fileName, viteMetadata }) => [
        link("modulepreload", fileName),
        ...[...(viteMetadata?.importedCss ?? [])].map((file) => link("stylesheet", file)),
      ]);
    },
  },
};

// The oldest web view we ship to is the WebKitGTK of Debian 12; its language level is Safari 15's.
export default defineConfig({
  plugins: [react(), fetchMainAtOnce],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // No inlined assets and no module-preload polyfill: the page must work under `script-src 'self'`.
  build: {
    target: "safari15",
    cssTarget: "safari15",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: { port: 5173, strictPort: true },
  test: {
    environment: "happy-dom",
    setupFiles: ["./src/testSetup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    // A busy machine is no failure: what is asserted is never how long it took.
    testTimeout: 20_000,
  },
});
