import "./app/start";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { followChanges, followDays } from "./app/changes";
import { followViews } from "./app/lastView";
import { queries } from "./app/queryClient";
import { router } from "./app/router";
import { windowReady } from "./host";
import { addWords } from "./i18n";
import { ALL_WORDS } from "./i18n/allWords";
import { fetchParts } from "./shared/lazyPart";
import { followTray } from "./shared/tray";

/** By then the first page stands, and few have pressed anything. */
const IDLE_MS = 1000;

addWords(ALL_WORDS);
void followChanges(queries);
followDays(queries);
followViews(router);

/** The router fetches the page, which asks for its rows: drawn once, with what it shows. */
async function start(place: HTMLElement): Promise<void> {
  // Whatever fails is told by the page; a window that never shows would tell nothing.
  await router.load().catch(() => {});
  // At once: left to itself React begins in a later turn, and an empty page is painted before it.
  flushSync(() => createRoot(place).render(<App queries={queries} />));
  // By the clock: a window that waits in the tray paints nothing.
  setTimeout(followTray, IDLE_MS);
  // After the next paint: the window is shown with its first page, not white.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      void windowReady();
      setTimeout(fetchParts, IDLE_MS);
    }),
  );
}

const place = document.getElementById("root");
if (place) void start(place);
