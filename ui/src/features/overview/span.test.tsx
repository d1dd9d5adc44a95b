import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { fleetHost, OVERVIEW, openWindow } from "@/app/stories";

const hrefOf = (id: string) => decodeURIComponent(screen.getByTestId(id).getAttribute("href") ?? "");

describe("the overview of some days", () => {
  it("is of these days alone, links to their rows, and names what no days can hold", async () => {
    const host = fleetHost();
    const totals = { ...OVERVIEW.totals, unpaid: 2, fines_due_fen: 20_000, fines_unknown: 0 };
    const part = { totals, unpaid_vehicles: 1, undated: 4, acts: [], places: [], cities: [] };
    host.answer("span_overview", () => part);
    await openWindow("/overview?from=2026-02-01&to=2026-02-28");
    await vi.waitFor(() => expect(screen.getByTestId("figure-due").textContent).toBe("200"));
    expect(hrefOf("figure-due")).toBe(
      '#/violations?state=["unhandled","handled_unpaid"]&from=2026-02-01&to=2026-02-28',
    );
    expect(screen.getByTestId("undated").textContent).toBe("另有 4 条违法时间未知，未计入");
    expect(host.asked.find((one) => one.name === "span_overview")?.request).toEqual({
      from: "2026-02-01",
      to: "2026-02-28",
      by: "offence",
    });
    // What is new stays: it is of now.
    expect(screen.getByTestId("figure-new").textContent).toBe("23");
  });
});
