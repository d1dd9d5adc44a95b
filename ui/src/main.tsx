import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { followChanges } from "./app/changes";
import { followViews } from "./app/lastView";
import { startPreferences } from "./app/preferences";
import { queries, router } from "./app/router";
import { setHost, windowReady } from "./host";
import { desktopHost, insideDesktop } from "./host/desktop";
import { createFakeHost } from "./host/fake";
import { startI18n } from "./i18n";
import { fetchParts } from "./shared/later";

startI18n(startPreferences().lang);
setHost(insideDesktop() ? desktopHost : createFakeHost());

void followChanges(queries);
followViews(router);

const place = document.getElementById("root");
if (place) createRoot(place).render(<App queries={queries} />);
// After the next paint: the window is shown with its first page, not white.
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    void windowReady();
    setTimeout(fetchParts, 1000);
  }),
);
