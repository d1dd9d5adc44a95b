import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { address, fleetHost, OVERVIEW, openWindow } from "@/app/stories";
import type { LastCheck } from "@/bindings/LastCheck";

const hrefOf = (id: string) => decodeURIComponent(screen.getByTestId(id).getAttribute("href") ?? "");

describe("the overview", () => {
  it("makes every figure a link to its rows and names what is unknown", async () => {
    fleetHost();
    await openWindow("/overview");
    const due = await screen.findByTestId("figure-due");
    expect(due.textContent).toBe("15,000");
    expect(hrefOf("figure-due")).toBe('#/violations?state=["unhandled","handled_unpaid"]');
    const unknown = screen.getByText("7 条金额未知").getAttribute("href") ?? "";
    expect(decodeURIComponent(unknown)).toBe('#/violations?unknown=["fine"]');
    expect(hrefOf("figure-owing")).toBe('#/garage?status=["owing"]');
    expect(hrefOf("figure-new")).toBe("#/violations?new=true");
  });

  it("counts a vehicle that owes as owing, also after a failed check", async () => {
    const host = fleetHost();
    host.answer("overview", () => ({
      ...OVERVIEW,
      unpaid_vehicles: 35,
      statuses: [{ status: "owing", count: 34 }],
    }));
    await openWindow("/overview");
    expect((await screen.findByTestId("figure-owing")).textContent).toBe("35");
  });

  it("never says 0 元 for fines that are all unknown", async () => {
    const host = fleetHost();
    const totals = { ...OVERVIEW.totals, fines_due_fen: 0 };
    host.answer("overview", () => ({ ...OVERVIEW, totals }));
    await openWindow("/overview");
    expect((await screen.findByTestId("figure-due")).textContent).toBe("未知");
  });

  it("says of a fleet that nobody has answered for that nothing is known, not 0", async () => {
    const host = fleetHost();
    const totals = { ...OVERVIEW.totals, violations: 0, unpaid: 0, fines_due_fen: 0, fines_unknown: 0 };
    const nothing = { ...totals, unhandled: 0, points_waiting: 0, points_unknown: 0 };
    const fresh = { violations: 0, vehicles: 0, fines_fen: 0, fines_unknown: 0 };
    host.answer("overview", () => ({
      ...OVERVIEW,
      totals: nothing,
      new: fresh,
      new_rows: [],
      acts: [],
      places: [],
      cities: [],
      statuses: [{ status: "never_asked", count: 186 }],
    }));
    await openWindow("/overview");
    await screen.findByTestId("figure-due");
    for (const figure of ["due", "points", "owing", "new"]) {
      expect(screen.getByTestId(`figure-${figure}`).textContent).toBe("未知");
    }
    expect(screen.queryByText("无未缴违章")).toBeNull();
    expect(screen.getAllByText("尚无结果")).toHaveLength(8);
  });

  it("says what to do next as verbs with counts, and nothing with a count of 0", async () => {
    fleetHost();
    await openWindow("/overview");
    expect((await screen.findByTestId("step-failed")).textContent).toContain("重查 2 辆");
    expect(screen.getByTestId("step-doubtful").textContent).toContain("核对计费");
    expect(screen.queryByTestId("step-pending")).toBeNull();
  });

  it("plans a free retry before anything is asked", async () => {
    const host = fleetHost();
    await openWindow("/overview");
    await screen.findByTestId("step-failed");
    await userEvent.click(screen.getByText("重查 2 辆"));
    expect(window.location.hash).toContain("view=plan");
    expect(host.asked.map((one) => one.name)).not.toContain("check_start");
  });

  it("tells both beginnings of a check that was cut short and gone on with", async () => {
    const host = fleetHost();
    const check: LastCheck = {
      batch: "b2",
      began_at: Date.UTC(2026, 2, 10, 10),
      started_at: Date.UTC(2026, 2, 11, 1),
      asked: 186,
      failed: 4,
      doubtful: 0,
      skipped: 0,
      not_asked: 0,
      first_found: 0,
      gone: 0,
    };
    host.answer("overview", () => ({ ...OVERVIEW, last_check: check }));
    await openWindow("/overview");
    const sentence = await screen.findByTestId("overview-sentence");
    expect(sentence.textContent).toContain("03-10 开始、03-11 继续，共查询 186 辆车");
    const failed = screen.getByText("4 辆查询失败").getAttribute("href");
    expect(failed).toBe("#/check?view=batch&batch=b2&show=failed");
  });

  it("names what was found at a first check and what is no longer listed", async () => {
    const host = fleetHost();
    const check: LastCheck = {
      batch: "b2",
      began_at: Date.UTC(2026, 2, 10, 10),
      started_at: Date.UTC(2026, 2, 10, 10),
      asked: 186,
      failed: 0,
      doubtful: 0,
      skipped: 0,
      not_asked: 0,
      first_found: 12,
      gone: 3,
    };
    host.answer("overview", () => ({ ...OVERVIEW, last_check: check }));
    await openWindow("/overview");
    const sentence = await screen.findByTestId("overview-sentence");
    expect(sentence.textContent).toContain("新增 23 条违章未看，涉及 17 辆。首次查到 12 条。3 条已查不到。");
    expect(screen.getByText("3 条").getAttribute("href")).toBe("#/violations?gone=true");
  });

  it("shows as many new rows as it has room for", async () => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(40 + 9 * 40);
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(40);
    const [row] = OVERVIEW.new_rows;
    const many = Array.from(
      { length: 24 },
      (_, n) => ({ ...row, id: `row ${n}` }) as (typeof OVERVIEW.new_rows)[0],
    );
    const host = fleetHost();
    host.answer("overview", () => ({ ...OVERVIEW, new_rows: many }));
    await openWindow("/overview");
    const table = await screen.findByTestId("new-rows");
    expect(table.querySelectorAll("tbody tr")).toHaveLength(9);
  });

  it("gives the months as a table with links", async () => {
    fleetHost();
    await openWindow("/overview");
    await userEvent.click(await screen.findByTestId("months-table-switch"));
    expect(screen.getByText("2026-03").getAttribute("href")).toBe("#/violations?month=2026-03");
  });

  it("looks for a plate in the garage", async () => {
    fleetHost();
    await openWindow("/overview");
    await userEvent.type(await screen.findByTestId("search"), "5X9{Enter}");
    expect(decodeURIComponent(address())).toContain("/garage?q=5X9");
  });
});
