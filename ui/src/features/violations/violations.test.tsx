import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { address, DETAIL, fleetHost, lastAsked, openWindow, TOTALS } from "@/app/stories";
import type { SavedFilter } from "@/bindings/SavedFilter";
import { toRequest } from "@/shared/grid";
import { takeStep } from "./actions";
import { FILTERS, segmentOf, toFilter, violationsSearch } from "./search";

const NOTHING = { total: 0, all: 400, undated: 0, rows: [], totals: TOTALS };

const search = (address: object) => v.parse(violationsSearch, address);

describe("the address of the list", () => {
  it("is the core's filter", () => {
    const filter = toFilter(search({ q: "5X9", state: ["paid"], new: true, driver: "", month: "2026-03" }));
    expect(filter).toMatchObject({ search: "5X9", state: ["paid"], new_only: true, driver: "", city: null });
  });

  it("falls back where it is broken, and never breaks the page", () => {
    expect(search({ q: 59, state: ["eaten"], new: "x", sort: "colour" })).toMatchObject({ q: "59" });
    expect(toFilter(search({ state: ["eaten"] })).state).toEqual([]);
  });

  it("knows which segment it means", () => {
    expect(segmentOf(undefined)).toBe("all");
    expect(segmentOf(["handled_unpaid", "unhandled"])).toBe("unpaid");
    expect(segmentOf(["paid", "unhandled"])).toBeNull();
  });
});

describe("the list", () => {
  it("counts the states so that they add up, and sums over all that match", async () => {
    fleetHost();
    await openWindow("/violations");
    await waitFor(() => expect(screen.getByTestId("state-all").textContent).toBe("全部 400"));
    const shown = ["unhandled", "handled_unpaid", "paid", "no_longer_returned"].map((name) =>
      Number(screen.getByTestId(`state-${name}`).textContent?.split(" ").at(-1)),
    );
    expect(shown).toEqual([95, 25, 268, 12]);
    expect(screen.getByTestId("total-due").textContent).toContain("15,000 元");
    expect(screen.getByTestId("total-due").textContent).toContain("7 条未知");
  });

  it("keeps a filter in the address and asks the core for it", async () => {
    const host = fleetHost();
    await openWindow("/violations");
    await userEvent.click(await screen.findByTestId("filter-new"));
    await waitFor(() => expect(address()).toContain("new=true"));
    expect(host.asked).toContainEqual({
      name: "violations",
      request: expect.objectContaining({ filter: expect.objectContaining({ new_only: true }) }),
    });
  });

  it("shows with one press what a search finds of vehicles no longer in use", async () => {
    const host = fleetHost();
    host.answer("violations", ({ filter }) => ({
      ...NOTHING,
      among_left: filter.left ? 0 : 3,
    }));
    await openWindow("/violations?q=苏E9");
    await userEvent.click(await screen.findByText("显示已停用车辆的 3 条"));
    await waitFor(() =>
      expect(lastAsked(host, "violations")).toMatchObject({ filter: { search: "苏E9", left: true } }),
    );
  });

  it("exports what is shown, in its order", async () => {
    const host = fleetHost();
    host.nextFile = "D:\\out.xlsx";
    host.answer("export", ({ to }) => ({ rows: 120, undated: 0, file: to, opens: to }));
    await openWindow("/violations?state=%5B%22paid%22%5D&sort=fine&desc=true");
    await userEvent.click(await screen.findByTestId("export"));
    expect(lastAsked(host, "export")).toMatchObject({
      what: { query: { filter: { state: ["paid"] }, sort: { column: "fine", descending: true } } },
    });
  });

  it("says of all that match but those left out with one question to the core", async () => {
    const host = fleetHost();
    host.answer("violations_step", () => ({ undo: "u1", count: 399 }));
    const all = toRequest({ mode: "allMatching", except: ["r7"] }, toFilter(search({ driver: "王国平" })));
    expect(await takeStep(all, { step: "handled", on: null, by: "" })).toBeNull();
    expect(lastAsked(host, "violations_step")).toMatchObject({
      selection: { kind: "matching", filter: { driver: "王国平" }, except: ["r7"] },
      step: { step: "handled" },
    });
  });

  it("keeps a filter under a name and brings it back into the address", async () => {
    const host = fleetHost();
    host.answer("filter_save", () => ({ id: "f1" }));
    await openWindow("/violations?state=%5B%22paid%22%5D&sort=fine");
    await userEvent.click(await screen.findByTestId("presets"));
    await userEvent.click(await screen.findByTestId("save-filter"));
    await userEvent.type(await screen.findByTestId("filter-name"), "已缴的");
    await userEvent.click(screen.getByTestId("filter-save"));
    const kept = lastAsked(host, "filter_save") as SavedFilter;
    expect(kept).toMatchObject({ id: "", list: "violations", name: "已缴的" });
    expect(JSON.parse(kept.query)).toEqual({ q: "", state: ["paid"] });
    expect(FILTERS.fromText(kept.query).state).toEqual(["paid"]);
    expect(FILTERS.fromText("no filter at all").q).toBe("");
  });
});

describe("what nobody has seen", () => {
  it("is all marked as seen beside its filter, whatever else the list shows", async () => {
    const host = fleetHost();
    host.answer("violations_seen", () => ({ undo: "u1", count: 23 }));
    await openWindow("/violations?new=true&city=%E5%98%89%E5%85%B4");
    await userEvent.click(await screen.findByTestId("all-seen"));
    expect(lastAsked(host, "violations_seen")).toMatchObject({
      kind: "matching",
      filter: { new_only: true, city: null, search: "" },
      except: [],
    });
    expect(await screen.findByText("已将 23 条新增标为已看。")).toBeDefined();
  });

  it("is seen once its panel is left, and stays as it is while that is open", async () => {
    const host = fleetHost();
    host.answer("violation_opened", () => ({}));
    await openWindow("/violations?open=r1");
    const panel = await screen.findByTestId("side-panel");
    await within(panel).findByText("新");
    expect(host.asked.some(({ name }) => name === "violation_opened")).toBe(false);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(lastAsked(host, "violation_opened")).toEqual({ id: "r1" }));
  });

  it("is seen once the window is put aside, and told once", async () => {
    const host = fleetHost();
    host.answer("violation_opened", () => ({}));
    await openWindow("/violations?open=r1");
    await within(await screen.findByTestId("side-panel")).findByText("新");
    fireEvent.blur(window);
    fireEvent.blur(window);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("side-panel")).toBeNull());
    expect(host.asked.filter(({ name }) => name === "violation_opened")).toHaveLength(1);
  });

  it("is seen when it was new, and nothing is asked of others", async () => {
    const host = fleetHost();
    host.answer("violation", () => ({ ...DETAIL, row: { ...DETAIL.row, is_new: false, first_found: true } }));
    await openWindow("/violations?open=r1");
    expect(await screen.findByText("首次查询这辆车时已有，不算新增。")).toBeDefined();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByTestId("side-panel")).toBeNull());
    expect(host.asked.some(({ name }) => name === "violation_opened")).toBe(false);
  });
});

describe("one violation", () => {
  it("shows both providers' views as text and tints what differs", async () => {
    fleetHost();
    await openWindow("/violations?open=r1");
    const table = await screen.findByTestId("sources");
    expect(within(table).getByText("<b>嘉兴</b>")).toBeDefined();
    const fine = within(table).getByText("罚款").closest("tr");
    expect(fine?.textContent).toBe("罚款未知200 元");
    expect(fine?.querySelector("td")?.className).toContain("differs");
    const points = within(table).getByText("记分").closest("tr");
    expect(points?.querySelector("td")?.className).not.toContain("differs");
  });

  it("keeps a note without touching the stage", async () => {
    const host = fleetHost();
    host.answer("violations_note", () => ({ undo: "u1", count: 1 }));
    await openWindow("/violations?open=r1");
    await userEvent.click(await screen.findByTestId("edit-note"));
    await userEvent.type(screen.getByTestId("note"), "已通知本人");
    await userEvent.click(screen.getByTestId("save-mine"));
    expect(lastAsked(host, "violations_note")).toMatchObject({ note: "已通知本人", decision_date: null });
  });

  it("estimates the late fee only from a decision date, and always says the rule", async () => {
    const host = fleetHost();
    await openWindow("/violations?open=r1");
    await screen.findByTestId("edit-date");
    expect(screen.queryByTestId("late-fee")).toBeNull();
    host.answer("violation", () => ({ ...DETAIL, decision_date: "2026-02-01", late_fee_fen: 3900 }));
    host.emit({ kind: "changed", tags: ["violations"] });
    const fee = await screen.findByTestId("late-fee");
    expect(fee.textContent).toContain("39 元");
    expect(fee.textContent).toContain("每日加处罚款的 3%");
  });
});
