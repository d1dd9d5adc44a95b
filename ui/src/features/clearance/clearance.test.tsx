import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { Clearance } from "@/bindings/Clearance";
import type { ClearanceLine } from "@/bindings/ClearanceLine";
import { garageHost, lastAsked } from "@/features/check/stories";
import { ClearanceDialog } from "./ClearanceDialog";

const ABOUT = { of: "vehicle" as const, id: "v1" };

const line = (act: string, part: Partial<ClearanceLine>): ClearanceLine => ({
  plate: "苏E12345",
  driver: "",
  time: "2026-02-01 08:00:00",
  place: "人民路",
  act,
  fine_fen: 10_000,
  points: null,
  state: "unhandled",
  stage: "untold",
  providers: ["storeapi"],
  last_seen: Date.UTC(2026, 1, 20),
  gone_since: null,
  ...part,
});

const DRAFT: Clearance = {
  id: "",
  number: null,
  issued_at: null,
  by: "",
  purpose: "inspection",
  about: ABOUT,
  subject: "苏E12345",
  sheet: {
    vehicles: [
      {
        id: "v1",
        plate: "苏E12345",
        plate_type: "02",
        status: "never_asked",
        answered_at: null,
        questions: [],
      },
    ],
    removed: 0,
    lines: [line("违停甲", {}), line("违停乙", { state: "no_longer_returned", fine_fen: null })],
  },
  sums: {
    totals: {
      violations: 1,
      unhandled: 1,
      unpaid: 1,
      fines_due_fen: 10_000,
      fines_unknown: 0,
      points_waiting: 0,
      points_unknown: 1,
    },
    paid: 0,
    gone: 1,
    never_answered: 1,
    unsure: 0,
  },
};

describe("a clearance sheet", () => {
  it("says what it is not, keeps what is gone apart from what is paid, and is issued with a number", async () => {
    const host = garageHost();
    const issued = { ...DRAFT, id: "c1", number: "4-9F3A2C", issued_at: Date.UTC(2026, 2, 1) };
    host.answer("clearance", (which) => (which.which === "issued" ? issued : DRAFT));
    host.answer("clearances", () => []);
    host.answer("clearance_issue", () => issued);
    render(
      <Surroundings queries={createQueryClient()}>
        <ClearanceDialog about={ABOUT} onClose={() => {}} />
      </Surroundings>,
    );
    expect((await screen.findByTestId("clearance-nature")).textContent).toContain("不作任何证明");
    expect((await screen.findByTestId("clearance-asked")).textContent).toContain("未查询");
    expect(screen.getByTestId("clearance-open").textContent).toContain("违停甲");
    expect(screen.getByTestId("clearance-gone").textContent).toContain("违停乙");
    expect(screen.getByTestId("clearance-gone").textContent).not.toContain("已缴");
    expect(screen.queryByTestId("clearance-paid")).toBeNull();
    expect(screen.getByTestId("clearance-unknown").children).toHaveLength(3);
    expect(screen.getByTestId("clearance-standing").textContent).toContain("草稿");
    await userEvent.click(screen.getByTestId("clearance-issue"));
    expect((await screen.findByText(/出具 苏E12345 的结清单/)).textContent).toContain("年检");
    expect(screen.getByText(/1 辆车、2 条违章，其中未缴 1 条/)).toBeTruthy();
    expect(lastAsked(host, "clearance_issue")).toBeUndefined();
    const buttons = await screen.findAllByText("出具");
    await userEvent.click(buttons.at(-1) as HTMLElement);
    await waitFor(() =>
      expect(lastAsked(host, "clearance_issue")).toEqual({ about: ABOUT, purpose: "inspection" }),
    );
    await waitFor(() =>
      expect(screen.getByTestId("clearance-standing").textContent).toContain("编号 4-9F3A2C"),
    );
    expect(screen.queryByTestId("clearance-issue")).toBeNull();
  });

  it("leads to the plan of just this vehicle and asks nothing by that", async () => {
    const host = garageHost();
    host.answer("clearance", () => DRAFT);
    host.answer("clearances", () => []);
    render(
      <Surroundings queries={createQueryClient()}>
        <ClearanceDialog about={ABOUT} onClose={() => {}} />
      </Surroundings>,
    );
    const ask = await screen.findByTestId("clearance-ask");
    await waitFor(() => expect(ask.textContent).toMatch(/最多/));
    await userEvent.click(ask);
    expect(window.location.hash).toContain("view=plan");
    expect(window.location.hash).toContain("who=chosen");
    expect(lastAsked(host, "check_start")).toBeUndefined();
    window.location.hash = "";
  });
});
