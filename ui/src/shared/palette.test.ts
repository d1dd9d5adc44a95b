import { describe, expect, it, vi } from "vitest";
import { type Command, matchCommands } from "./palette";
import { setPreference, shownTheme, startPreferences } from "./preferences";
import { showToast, undoNewest } from "./toast";

const command = (id: string, label: string, keywords = ""): Command => ({
  id,
  label,
  keywords,
  run: () => {},
});

describe("the palette", () => {
  it("finds by every word typed, in label or keywords", () => {
    const all = [command("a", "打开车库", "garage"), command("b", "打开违章", "violations")];
    expect(matchCommands(all, "打开 GAR").map(({ id }) => id)).toEqual(["a"]);
    expect(matchCommands(all, "")).toHaveLength(2);
    expect(matchCommands(all, "zzz")).toHaveLength(0);
  });
});

describe("undo", () => {
  it("undoes the newest offer once", () => {
    const first = vi.fn();
    const second = vi.fn();
    showToast("one", first);
    showToast("two", second);
    expect(undoNewest()).toBe(true);
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    expect(undoNewest()).toBe(true);
    expect(undoNewest()).toBe(false);
  });
});

describe("preferences", () => {
  it("are read from this machine and fall back when broken", () => {
    localStorage.setItem("cheku.theme", "dark");
    localStorage.setItem("cheku.density", "enormous");
    expect(startPreferences()).toMatchObject({ theme: "dark", density: "compact" });
    expect(document.documentElement.dataset.mantineColorScheme).toBe("dark");
  });

  it("are kept as soon as they are chosen", () => {
    setPreference("theme", "light");
    expect(localStorage.getItem("cheku.theme")).toBe("light");
    expect(shownTheme()).toBe("light");
  });
});
