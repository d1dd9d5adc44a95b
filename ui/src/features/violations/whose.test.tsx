import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { DETAIL, fleetHost, lastAsked, openWindow, ROW } from "@/app/stories";
import { takeBackNewest } from "@/shared/changes";

const GIVEN = {
  driver: "李卫东",
  reason: "顶班",
  by: "赵经理",
  at: Date.parse("2026-03-12T09:30:00+08:00"),
};

/** The window at one violation, of which the core answers this. */
async function openOne(part: Partial<typeof DETAIL> = {}) {
  const host = fleetHost();
  host.answer("violation", () => ({ ...DETAIL, ...part }));
  host.answer("violations_give", () => ({ undo: "u1", count: 1 }));
  host.answer("undo", () => ({ undo: null, count: 1 }));
  await openWindow("/violations?open=r1");
  const whose = await screen.findByTestId("whose");
  return { host, whose };
}

describe("whose a violation is", () => {
  it("is said with why: by the driving period", async () => {
    const { whose } = await openOne();
    expect(whose.textContent).toContain("王国平");
    expect(whose.textContent).toContain("驾驶时段");
    expect(screen.queryByTestId("take-back")).toBeNull();
  });

  it("is said with why: nobody's", async () => {
    const { whose } = await openOne({ row: { ...ROW, driver: null, driver_why: null } });
    expect(whose.textContent).toContain("未分配驾驶员");
    expect(whose.textContent).toContain("该车当时没有驾驶时段");
  });

  it("is said with why: by hand, with the reason, who and when", async () => {
    const row = { ...ROW, driver: "李卫东", driver_why: "by_hand" as const };
    const { whose, host } = await openOne({ row, given: GIVEN });
    expect(whose.textContent).toContain("手工指定：顶班");
    expect(whose.textContent).toContain("赵经理，2026-03-12 09:30");
    await userEvent.click(screen.getByTestId("take-back"));
    expect(lastAsked(host, "violations_give")).toEqual({
      selection: { kind: "ids", ids: ["r1"] },
      driver: null,
      reason: "",
    });
  });

  it("is decided by hand only with a reason, and Ctrl+Z takes it back", async () => {
    const { host } = await openOne();
    await userEvent.click(screen.getByTestId("give"));
    await userEvent.type(await screen.findByTestId("give-driver"), "李卫东");
    expect((screen.getByTestId("give-save") as HTMLButtonElement).disabled).toBe(true);
    await userEvent.type(screen.getByTestId("give-reason"), "借车");
    await userEvent.click(screen.getByTestId("give-save"));
    expect(lastAsked(host, "violations_give")).toEqual({
      selection: { kind: "ids", ids: ["r1"] },
      driver: "李卫东",
      reason: "借车",
    });
    await screen.findByText("已将 1 条指定给 李卫东。");
    expect(takeBackNewest()).toBe(true);
    await waitFor(() => expect(lastAsked(host, "undo")).toEqual({ id: "u1" }));
  });

  it("is asked by one key for what is open, and no key works within the dialog", async () => {
    await openOne();
    await userEvent.keyboard("d");
    expect(await screen.findByTestId("give-form")).toBeDefined();
    expect(screen.getByText("给 1 条违章指定驾驶员")).toBeDefined();
    expect(screen.getByTestId("give-back")).toBeDefined();
  });
});

describe("where it can be handled", () => {
  it("is said as far as the provider says it", async () => {
    await openOne({ row: { ...ROW, online: true, authority: "嘉兴市公安局交警支队" } });
    const handling = screen.getByTestId("handling");
    expect(handling.textContent).toContain("可网上处理可以");
    expect(handling.textContent).toContain("采集机关嘉兴市公安局交警支队");
  });

  it("is not guessed where the provider does not say it", async () => {
    await openOne();
    expect(screen.getByTestId("handling").textContent).toBe("可网上处理—采集机关—");
  });
});
