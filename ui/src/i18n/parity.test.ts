import { describe, expect, it } from "vitest";
import { ERRORS, explain } from "./errors";
import { en } from "./locales/en";
import { zhCN } from "./locales/zh-CN";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

const keys = (tree: Tree) => new Set(leaves(tree).map(([key]) => key.replace(/_(one|other)$/, "")));
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe("the two languages", () => {
  it("have the same keys", () => {
    expect([...keys(en)].sort()).toEqual([...keys(zhCN)].sort());
  });

  it("fill the same places", () => {
    const english = new Map(leaves(en));
    for (const [key, text] of leaves(zhCN))
      expect([key, places(english.get(key) ?? "")]).toEqual([key, places(text)]);
  });

  it("have no empty words, and both English plurals", () => {
    for (const [key, text] of [...leaves(zhCN), ...leaves(en)])
      expect([key, text.trim()]).not.toEqual([key, ""]);
    const english = new Set(leaves(en).map(([key]) => key));
    for (const key of english)
      if (key.endsWith("_other")) expect(english).toContain(key.replace(/_other$/, "_one"));
  });

  it("say something different for every error", () => {
    const titles = Object.values(ERRORS["zh-CN"]).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it("falls back to the general words for a code of a newer core", () => {
    const unheard = { code: "from_the_future" as never, message: "", details: {} };
    expect(explain(unheard, "en")).toEqual(ERRORS.en.internal);
  });
});
