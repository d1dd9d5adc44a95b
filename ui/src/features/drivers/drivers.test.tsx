import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fleetHost, lastAsked, openWindow, TOTALS } from "@/app/stories";
import type { DriverRow } from "@/bindings/DriverRow";
import { useColumns } from "./columns";
import { NOBODY_YET } from "./testData";

function Cells({ row }: { row: DriverRow }) {
  return useColumns().map((column) => (
    <div key={column.id} data-testid={column.id} title={column.text(row)}>
      {column.render(row)}
    </div>
  ));
}

const cell = (id: string) => screen.getByTestId(id);

describe("the drivers", () => {
  it("have totals over everybody and the cycle explained", async () => {
    fleetHost();
    await openWindow("/drivers");
    expect((await screen.findByTestId("drivers-due")).textContent).toContain("15,000 元");
    expect(screen.getByTestId("cycle-note").textContent).toContain("12 个月");
  });

  it("link each sum to its rows", () => {
    render(<Cells row={{ driver: "王国平", vehicles: 2, left_on: null, totals: TOTALS }} />);
    const href = decodeURIComponent(cell("due").querySelector("a")?.getAttribute("href") ?? "");
    expect(href).toBe('#/violations?driver=王国平&state=["unhandled","handled_unpaid"]');
    expect(cell("due").textContent).toBe("15,000+ 7 条未知");
  });

  it("name nobody, and never write unknown points as 0", () => {
    const totals = { ...TOTALS, points_waiting: 0, points_unknown: 2 };
    render(<Cells row={{ driver: "", vehicles: 0, left_on: null, totals }} />);
    expect(cell("driver").textContent).toBe("未分配驾驶员");
    expect(cell("points").textContent).toBe("未知");
    expect(cell("vehicles").textContent).toBe("—");
  });

  it("have no 0 where no violation is known, since their vehicles may never have been checked", () => {
    const none = Object.fromEntries(Object.keys(TOTALS).map((key) => [key, 0])) as typeof TOTALS;
    const figures = ["unhandled", "unpaid", "due", "points", "all"];
    const { unmount } = render(
      <Cells row={{ driver: "王国平", vehicles: 2, left_on: null, totals: none }} />,
    );
    expect(figures.map((id) => cell(id).textContent)).toEqual(figures.map(() => "—"));
    expect(figures.map((id) => cell(id).title)).toEqual(figures.map(() => "—"));
    unmount();
    render(
      <Cells row={{ driver: "王国平", vehicles: 2, left_on: null, totals: { ...none, violations: 3 } }} />,
    );
    expect(figures.map((id) => cell(id).textContent)).toEqual(["0", "0", "0", "0", "3"]);
  });

  it("who left are marked in the list", () => {
    const row = { driver: "王国平", vehicles: 0, left_on: "2026-02-28", totals: TOTALS };
    render(<Cells row={row} />);
    expect(cell("driver").textContent).toBe("王国平 已离职");
    expect(cell("driver").title).toBe("王国平 已离职 2026-02-28");
  });

  it("have none in the panel either", async () => {
    const none = Object.fromEntries(Object.keys(TOTALS).map((key) => [key, 0])) as typeof TOTALS;
    const host = fleetHost();
    host.answer("driver", () => ({
      ...NOBODY_YET,
      row: { driver: "王国平", vehicles: 1, left_on: null, totals: none },
    }));
    await openWindow("/drivers?open=王国平");
    await screen.findByTestId("driver-panel");
    const figures = [...document.querySelectorAll("aside dl:first-of-type dd")].slice(0, 4);
    expect(figures.map((one) => one.textContent)).toEqual(["—", "—", "—", "—"]);
  });
});

describe("one driver", () => {
  it("is kept with phone, licence and the day of leaving, as far as they are known", async () => {
    const host = fleetHost();
    host.answer("driver", () => ({ ...NOBODY_YET, phone: "13900000000", licence_until: "2031-05-04" }));
    host.answer("driver_save", () => ({ undo: "u1", count: 1 }));
    await openWindow("/drivers?open=王国平");
    await userEvent.click(await screen.findByTestId("driver-edit"));
    await userEvent.type(await screen.findByTestId("driver-tail"), "12x");
    expect(screen.getByText("应为四位数字，末位可为 X")).toBeDefined();
    expect(screen.getByTestId<HTMLButtonElement>("driver-save").disabled).toBe(true);
    await userEvent.clear(screen.getByTestId("driver-tail"));
    await userEvent.type(screen.getByTestId("driver-tail"), "123X");
    await userEvent.type(screen.getByTestId("driver-left"), "2026-03-31");
    await userEvent.click(screen.getByTestId("driver-save"));
    expect(lastAsked(host, "driver_save")).toEqual({
      formerly: "王国平",
      name: "王国平",
      licence_since: "",
      note: "",
      phone: "13900000000",
      licence_tail: "123X",
      licence_until: "2031-05-04",
      left_on: "2026-03-31",
    });
  });

  it("shows what is known, and that they left", async () => {
    const host = fleetHost();
    host.answer("driver", () => ({ ...NOBODY_YET, phone: "13900000000", left_on: "2026-02-28" }));
    await openWindow("/drivers?open=王国平");
    const panel = await screen.findByTestId("side-panel");
    expect(panel.textContent).toContain("已离职 2026-02-28");
    expect(panel.textContent).toContain("手机13900000000");
    expect(panel.textContent).toContain("驾驶证有效期止—");
  });
});
