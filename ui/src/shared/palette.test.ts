import { describe, expect, it } from "vitest";
import { type Command, matchCommands } from "./palette";
import { setPreference, shownTheme, startPreferences } from "./preferences";

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
