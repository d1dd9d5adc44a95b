import { screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { AppState } from "@/bindings/AppState";
import type { VehicleWindow } from "@/bindings/VehicleWindow";
import type { GarageSearch } from "@/features/garage/search";
import { TOTALS, vehicleRow, vehicleWindow } from "@/features/garage/testData";
import { changeLanguage } from "@/i18n";
import { fleetHost, openWindow, STATE } from "../stories";
import { prerender } from ".";

const FLEET = { ...STATE, vehicles: 3 };
const ROWS = vehicleWindow([
  vehicleRow("v1", "苏ED29539", { totals: { ...TOTALS, fines_due_fen: 123_450, fines_unknown: 2 } }),
  vehicleRow("v2", "苏E5X91警", { status: "never_asked", checked_at: null, new_violations: 0 }),
  vehicleRow("v3", "没有车牌", { status: "locked", totals: { ...TOTALS, points_unknown: 1 } }),
]);

/** What a first look draws with these answers. */
async function look(
  search: Partial<GarageSearch> = {},
  state: Promise<AppState> = Promise.resolve(FLEET),
  head: Promise<VehicleWindow> = Promise.resolve(ROWS),
): Promise<HTMLElement> {
  const place = document.createElement("div");
  document.body.append(place);
  await prerender(place, { q: "", ...search }, { state, head });
  return place;
}

/** Elements, words and styles: what can be seen of it. */
function seen(node: Node | null | undefined): unknown {
  if (!(node instanceof Element)) return node?.textContent;
  const { tagName, className, children } = node;
  const style = node.getAttribute("style");
  const inside = children.length > 0 ? [...node.childNodes].map(seen) : node.textContent;
  return [tagName.toLowerCase(), className, style, inside];
}

const rowsOf = (place: ParentNode) => [...place.querySelectorAll("[role=row]")];

beforeEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
  changeLanguage("zh-CN");
  fleetHost({ vehicles: 3 }).answer("vehicles", () => ROWS);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(700);
});

describe("the first look at the garage", () => {
  it.each(["zh-CN", "en"] as const)("shows what the page will show (%s)", async (language) => {
    changeLanguage(language);
    localStorage.setItem("cheku.grid.garage", JSON.stringify(ARRANGED));
    const before = await look();
    await openWindow("/garage");
    await screen.findByTestId("garage-total");
    const page = document.querySelector("[data-page]")?.parentElement;
    if (!page) throw new Error("no page");
    const pairs = ["aside", "main > header", "[role=toolbar]"].map((part) =>
      [before, page].map((place) => seen(place.querySelector(part))),
    );
    for (const [first, later] of pairs) expect(first).toEqual(later);
    expect(rowsOf(before)).toHaveLength(4);
    expect(rowsOf(before).map(seen)).toEqual(rowsOf(page).map(seen));
    const totals = page.querySelector("[data-testid=garage-total]")?.parentElement;
    expect(before.textContent).toContain(totals?.textContent);
  });

  it("is nothing that could be pressed, found by the keyboard or read aloud", async () => {
    const frame = (await look()).firstElementChild;
    expect(frame?.getAttribute("aria-hidden")).toBe("true");
    expect(frame?.hasAttribute("inert")).toBe(true);
    expect(frame?.querySelector("[data-testid], [id], [tabindex]")).toBeNull();
  });

  it.each<[string, Partial<GarageSearch>]>([
    ["a search", { q: "苏" }],
    ["a filter", { status: ["owing"] }],
    ["a panel", { open: "v1" }],
  ])("leaves the page with %s to the page", async (_, search) => {
    expect((await look(search)).innerHTML).toBe("");
  });

  it.each<[string, Partial<AppState>]>([
    ["the demo", { garage: "demo" }],
    ["a garage that cannot be used", { problem: { code: "internal", message: "", details: {} } }],
    ["answers that wait for the disk", { unwritten_answers: 1 }],
  ])("leaves %s to the page", async (_, part) => {
    expect((await look({}, Promise.resolve({ ...FLEET, ...part }))).innerHTML).toBe("");
  });

  it("draws nothing of an empty fleet, nor when the core refuses", async () => {
    const state = Promise.resolve({ ...FLEET, vehicles: 0 });
    expect((await look({}, state, Promise.resolve(vehicleWindow([])))).innerHTML).toBe("");
    expect((await look({}, undefined, Promise.reject(new Error("refused")))).innerHTML).toBe("");
  });

  it("waits no longer for the core than a start can bear", async () => {
    vi.useFakeTimers();
    const never = look({}, undefined, new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(1000);
    vi.useRealTimers();
    expect((await never).innerHTML).toBe("");
  });
});

/** Columns moved, chosen and widened by hand. */
const ARRANGED = {
  columnOrder: ["driver", "plate"],
  columnVisibility: { owner: true, note: false },
  columnSizing: { driver: 140 },
};
