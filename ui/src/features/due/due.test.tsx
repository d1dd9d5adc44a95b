import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fleetHost, lastAsked, OVERVIEW, openWindow, TOTALS } from "@/app/stories";
import type { DriverDetail } from "@/bindings/DriverDetail";
import type { DueRow } from "@/bindings/DueRow";
import type { DueView } from "@/bindings/DueView";

const view = (part: Partial<DueView>): DueView => ({
  id: "due-1",
  kind: "inspection",
  name: "",
  day: "2026-03-16",
  step: "within_7",
  days: 4,
  ended_at: null,
  ...part,
});

const ROWS: DueRow[] = [
  {
    due: view({ id: "due-2", kind: "licence", day: "2026-03-10", step: "overdue", days: -2 }),
    vehicle: null,
    driver: "王国平",
    hindrance: null,
  },
  {
    due: view({}),
    vehicle: { id: "v1", plate: "苏E8K302", plate_type: "02" },
    driver: null,
    hindrance: { unpaid: 2, fines_fen: 30_000, fines_unknown: 1, checked_at: 1 },
  },
];

const DRIVER: DriverDetail = {
  row: { driver: "王国平", vehicles: 0, left_on: null, totals: TOTALS },
  licence_since: null,
  note: null,
  phone: null,
  licence_tail: null,
  licence_until: "2031-05-04",
  left_on: null,
  cycle: null,
  vehicles: [],
  periods: [],
};

/** A line of what is to be done without what only violations have. */
const NOTHING_OF = {
  vehicles: null,
  fines_fen: null,
  fines_unknown: 0,
  points: null,
  points_unknown: 0,
  below_unknown: 0,
  late_fee_fen: null,
  free_again: 0,
};

describe("what runs out", () => {
  it("stands on the overview, with what is in an inspection's way and the way to just those", async () => {
    const host = fleetHost();
    const counts = [
      { step: "overdue" as const, count: 1 },
      { step: "within_7" as const, count: 1 },
    ];
    const line = {
      ...NOTHING_OF,
      kind: "due_overdue" as const,
      count: 1,
      rows: { rows: "due_dates" as const, step: "overdue" as const },
    };
    host.answer("overview", () => ({ ...OVERVIEW, due: counts, todo: { ...OVERVIEW.todo, lines: [line] } }));
    host.answer("due_dates", () => ({ total: 2, rows: ROWS, counts }));
    await openWindow("/overview");
    const list = await screen.findByTestId("due-soon");
    expect(list.textContent).toContain("已过期 2 天");
    expect(list.textContent).toContain("还有 4 天");
    const way = within(list).getByTestId("due-hindrance");
    expect(way.textContent).toBe("年检前须处理：未缴 2 条，罚款 300 元，另有 1 条罚款未知");
    const href = decodeURIComponent(way.getAttribute("href") ?? "");
    expect(href).toBe('#/violations?vehicle=v1&state=["unhandled","handled_unpaid"]');
    expect(screen.getByTestId("step-due-overdue").textContent).toContain("1项");
  });

  it("is listed for a driver, renewed with its next day, and what ended can be looked up", async () => {
    const host = fleetHost();
    host.answer("driver", () => DRIVER);
    host.answer("due_dates_of", () => [
      view({ kind: "licence", day: "2031-05-04", step: "later", days: 1800 }),
      view({ id: "due-0", kind: "licence", day: "2025-05-04", step: "overdue", ended_at: 1 }),
    ]);
    host.answer("due_date_renew", () => ({ undo: "1", count: 1 }));
    await openWindow("/drivers?open=王国平");
    const dates = await screen.findByTestId("due-dates");
    await within(dates).findByText("2031-05-04");
    await userEvent.click(screen.getByTestId("due-past"));
    expect(screen.getByTestId("due-ended").textContent).toContain("2025-05-04");
    await userEvent.click(screen.getByTestId("due-renew"));
    await userEvent.click(await screen.findByTestId("due-renew-save"));
    expect(lastAsked(host, "due_date_renew")).toEqual({ id: "due-1", next: "" });
  });
});
