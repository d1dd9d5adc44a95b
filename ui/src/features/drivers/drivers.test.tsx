import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { fleetHost, openWindow, TOTALS } from "@/app/stories";
import type { DriverRow } from "@/bindings/DriverRow";
import { useColumns } from "./columns";

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
    render(<Cells row={{ driver: "王国平", vehicles: 2, totals: TOTALS }} />);
    const href = decodeURIComponent(cell("due").querySelector("a")?.getAttribute("href") ?? "");
    expect(href).toBe('#/violations?driver=王国平&state=["unhandled","handled_unpaid"]');
    expect(cell("due").textContent).toBe("15,000+ 7 条未知");
  });

  it("name nobody, and never write unknown points as 0", () => {
    const totals = { ...TOTALS, points_waiting: 0, points_unknown: 2 };
    render(<Cells row={{ driver: "", vehicles: 0, totals }} />);
    expect(cell("driver").textContent).toBe("未分配驾驶员");
    expect(cell("points").textContent).toBe("未知");
    expect(cell("vehicles").textContent).toBe("0");
  });
});
