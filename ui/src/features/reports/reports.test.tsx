import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import { garageHost, lastAsked } from "@/features/check/stories";
import { lastMonths } from "@/shared/MonthChoice";
import { ReportsPage } from "./ReportsPage";

const SUMS = { violations: 9, unhandled: 5, unpaid: 7, fines_due_fen: 150_000, fines_unknown: 2 };
const POINTS = { points_waiting: 12, points_unknown: 0 };

function open() {
  const host = garageHost();
  const line = { plate_type: null, vehicles: 2, unanswered: 0, ...SUMS, ...POINTS };
  const groups = [
    { ...line, key: "陈伟民" },
    { ...line, key: "王五", vehicles: 1, unanswered: 1, fines_due_fen: 0 },
  ];
  host.answer("totals", () => ({ vehicles: 186, unanswered: 1, undated: 0, groups, ...SUMS, ...POINTS }));
  host.answer("export", ({ to }) => ({ rows: 7, undated: 0, file: to, opens: to }));
  render(
    <Surroundings queries={createQueryClient()}>
      <ReportsPage />
    </Surroundings>,
  );
  return host;
}

describe("reports", () => {
  it("write the unpaid violations to the chosen file", async () => {
    const host = open();
    host.nextFile = "/out/v.xlsx";
    await userEvent.click(screen.getByTestId("export-violations-xlsx"));
    await waitFor(() =>
      expect(lastAsked(host, "export")).toMatchObject({
        to: "/out/v.xlsx",
        lang: "zh",
        what: { what: "violations", query: { filter: { state: ["unhandled", "handled_unpaid"] } } },
      }),
    );
  });

  it("write nothing when no file was chosen", async () => {
    const host = open();
    await userEvent.click(screen.getByTestId("export-calls-csv"));
    expect(lastAsked(host, "export")).toBeUndefined();
  });

  it("name what is not known in the totals, and link to the rows", async () => {
    const host = open();
    const sum = await screen.findByTestId("totals-sum");
    expect(sum.textContent).toContain("1,500+ 2 条未知");
    expect(screen.getByText("陈伟民").getAttribute("href")).toContain("#/violations?driver=");
    const ofNobodyKnows = screen.getByText("王五").closest("tr")?.textContent;
    expect(ofNobodyKnows).toBe("王五1 辆无结果 · 1未知未知未知未知");
    await userEvent.click(screen.getByText("城市"));
    await waitFor(() => expect(lastAsked(host, "totals")).toEqual({ by: "city", span: null }));
  });

  it("count months back over the turn of the year, by Chinese time", () => {
    expect(lastMonths(Date.UTC(2025, 11, 31, 17), 3)).toEqual(["2026-01", "2025-12", "2025-11"]);
  });
});
