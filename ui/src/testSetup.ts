import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { startI18n } from "./i18n";
import { ALL_WORDS } from "./i18n/allWords";
import { fetchParts } from "./shared/lazyPart";

startI18n("zh-CN", ALL_WORDS);

// A page's first story also loads the page; on a busy machine that takes longer than one second.
configure({ asyncUtilTimeout: 5000 });

// Nothing is drawn without a screen; the figures of a chart are tested where they stand as text.
vi.mock("./shared/chartEngine", () => ({
  init: () => ({ setOption() {}, resize() {}, dispose() {} }),
}));

// A growing text field listens to fonts, which the simulated document does not have.
Object.defineProperty(document, "fonts", { value: new EventTarget(), configurable: true });

// As in the window, where they are fetched while nobody waits.
beforeEach(fetchParts);

afterEach(() => {
  cleanup();
  localStorage.clear();
});
