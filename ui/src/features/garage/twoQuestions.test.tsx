import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { VehicleRow } from "@/bindings/VehicleRow";
import { vehicleColumns } from "./list/columns";
import { TotalsRow } from "./list/TotalsRow";
import { FigureLinks } from "./panel/FigureLinks";
import { TOTALS, vehicleRow, vehicleWindow } from "./testData";

const NONE = Object.fromEntries(Object.keys(TOTALS).map((key) => [key, 0])) as typeof TOTALS;

/** What a column of the list says of a vehicle. */
function cell(id: string, part: Partial<VehicleRow>): string {
  const column = vehicleColumns("zh-CN", 0).find((one) => one.id === id);
  const drawn = render(column?.render(vehicleRow("v1", "苏ED29539", part)));
  return drawn.container.textContent ?? "";
}

describe("what a vehicle owes, and how its last check went", () => {
  it("are two columns: an unconfirmed check hides no unpaid violation", () => {
    const doubtful = { status: "doubtful", totals: { ...TOTALS, unpaid: 3 } } as const;
    expect(cell("unpaid", doubtful)).toBe("有未缴 3");
    expect(cell("status", doubtful)).toBe("待核对");
    expect(cell("fines_due", doubtful)).toBe("800");
  });

  it("say of a vehicle with paid violations alone that nothing is unpaid", () => {
    const paid = { status: "clean", totals: { ...NONE, violations: 2 }, new_violations: 2 } as const;
    expect(cell("unpaid", paid)).toBe("无未缴");
    expect(cell("status", paid)).toBe("已查");
  });

  it("tell zero, nothing and unknown apart", () => {
    const clear = { status: "clean", totals: NONE } as const;
    const never = { status: "never_asked", checked_at: null, totals: NONE } as const;
    expect([cell("fines_due", clear), cell("points", clear)]).toEqual(["0", "0"]);
    expect([cell("unpaid", never), cell("fines_due", never), cell("points", never)]).toEqual([
      "未知",
      "未知",
      "未知",
    ]);
    const nobody = vehicleRow("v1", "苏ED29539").vehicle;
    expect(cell("driver", { vehicle: { ...nobody, driver: null } })).toBe("—");
  });

  it("never read 无未缴 or 0 out of an answer without data", () => {
    const noData = { status: "no_data", totals: NONE } as const;
    expect(["unpaid", "fines_due", "points"].map((id) => cell(id, noData))).toEqual(["未知", "未知", "未知"]);
    expect(cell("status", noData)).toBe("查无数据");
    const row = vehicleRow("v1", "苏ED29539", noData);
    expect(render(<FigureLinks row={row} />).container.textContent).not.toContain("0");
    expect(cell("unpaid", { ...noData, totals: { ...NONE, violations: 2 } })).toBe("无未缴");
  });

  it("give no sum before the first check", () => {
    const never = vehicleRow("v1", "苏ED29539", { status: "never_asked", checked_at: null, totals: NONE });
    const asked = vehicleRow("v2", "苏E5X91C", { status: "clean", totals: NONE });
    const foot = (rows: VehicleRow[]) =>
      render(<TotalsRow head={{ ...vehicleWindow(rows), totals: NONE, new_violations: 0 }} go={() => {}} />)
        .container.textContent;
    expect(foot([never])).toContain("尚无结果");
    expect(foot([never, asked])).toContain("1 辆尚无结果，未计入");
    expect(foot([asked])).not.toContain("尚无结果");
    expect(foot([never])).not.toContain("元");
    expect(foot([never, asked])).toContain("待缴罚款 0 元");
  });
});
