import { describe, expect, it } from "vitest";
import { cleanView } from "./lastView";

describe("the view that a start returns to", () => {
  it("is the one that was left, with its filters", () => {
    expect(cleanView('#/garage?status=["owing"]')).toBe("#/garage?status=%5B%22owing%22%5D");
    expect(cleanView("#/settings")).toBe("#/settings");
  });

  it("begins nothing that was half done", () => {
    expect(cleanView("#/garage?q=5X9&edit=new&import=true"), "nor what was searched").toBe("#/garage");
  });

  it("is none when the page is not known", () => {
    expect(cleanView("#/welcome")).toBeNull();
    expect(cleanView("https://elsewhere")).toBeNull();
    expect(cleanView(null)).toBeNull();
  });
});
