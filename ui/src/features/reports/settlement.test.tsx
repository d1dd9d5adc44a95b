import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { SettledRow } from "@/bindings/SettledRow";
import type { Settlement } from "@/bindings/Settlement";
import { garageHost, lastAsked } from "@/features/check/stories";
import { SettlementPanel } from "./Settlement";

const row = (driver: string, part: Partial<SettledRow>): SettledRow => ({
  group: "",
  driver,
  found: 0,
  handled: 0,
  paid_company_fen: 0,
  paid_driver_fen: 0,
  agent_fen: 0,
  to_deduct_fen: 0,
  proven: 0,
  unknown: 0,
  ...part,
});

const DRAFT: Settlement = {
  id: "",
  month: "2026-02",
  number: null,
  issued_at: null,
  by: "",
  is_supplement: false,
  rows: [
    row("张三", { found: 2, paid_driver_fen: 20_000, to_deduct_fen: 20_000 }),
    row("", { found: 1, unknown: 1 }),
  ],
  corrected: [row("李四", { proven: 1, unknown: -1 })],
  lines: [
    {
      violation: "1-a",
      plate: "苏E12345",
      time: "2026-02-01 08:00:00",
      act: "违停",
      group: "",
      driver: "张三",
      fine_fen: 20_000,
      handled: false,
      proven: false,
      paid_company_fen: 0,
      paid_driver_fen: 20_000,
      agent_fen: 0,
      to_deduct_fen: 20_000,
      wage_month: "2026-03",
      unknown: false,
    },
  ],
  corrections: [],
};

describe("a settlement", () => {
  it("adds up, names its corrections, and is issued once it was confirmed", async () => {
    const host = garageHost();
    const issued = { ...DRAFT, id: "s1", number: "1-9F3A2C", issued_at: Date.UTC(2026, 2, 1) };
    host.answer("settlement", (which) => (which.which === "issued" ? issued : DRAFT));
    host.answer("settlements", () => []);
    host.answer("settlement_issue", () => issued);
    render(
      <Surroundings queries={createQueryClient()}>
        <SettlementPanel />
      </Surroundings>,
    );
    const sums = await screen.findByTestId("settlement-sums");
    expect(sums.querySelector("tfoot")?.textContent).toBe("合计3002000200" + "01");
    expect(sums.textContent).toContain("未分配驾驶员");
    expect(screen.getByTestId("settlement-corrections").textContent).toContain("-1");
    expect(screen.getByTestId("settlement-standing").textContent).toContain("草稿");
    await userEvent.click(screen.getByTestId("settlement-issue"));
    expect(lastAsked(host, "settlement_issue")).toBeUndefined();
    await userEvent.click(await screen.findByTestId("confirm"));
    await waitFor(() => expect(lastAsked(host, "settlement_issue")).toBeDefined());
    await waitFor(() =>
      expect(screen.getByTestId("settlement-standing").textContent).toContain("编号 1-9F3A2C"),
    );
    expect(screen.queryByTestId("settlement-issue")).toBeNull();
  });
});
