import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { DONE } from "@/features/check/testData";
import { vehicleWindow } from "@/features/garage/testData";
import { recordChange, takeBackNewest } from "@/shared/changes";
import { percentDone } from "@/shared/data/appState";
import { driverOf, LEAVING, leftVehiclesFound } from "@/shared/links";
import { address, fleetHost, lastAsked, openWindow, STATE } from "./stories";

const done = async () => "taken_back" as const;

describe("the frame", () => {
  it("shows the garage's counts and what was spent", async () => {
    fleetHost();
    await openWindow("/drivers");
    expect((await screen.findByTestId("nav-vehicles")).textContent).toBe("186");
    expect(screen.getByTestId("nav-violations").textContent).toContain("新 23");
    expect(screen.getByTestId("foot-spent").textContent).toBe("68.88 元");
    expect(screen.queryByTestId("demo-banner")).toBeNull();
  });

  it("never counts calls without a price as 0 元", async () => {
    fleetHost({ spent_fen: 0, spent_unknown: 12 });
    await openWindow("/drivers");
    expect((await screen.findByTestId("foot-spent")).textContent).toBe("12 次未填单价");
  });

  it("asks for its facts again when the core says they changed", async () => {
    const host = fleetHost();
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    host.answer("app_state", () => ({ ...STATE, vehicles: 187 }));
    host.emit({ kind: "changed", tags: ["state"] });
    await waitFor(() => expect(screen.getByTestId("nav-vehicles").textContent).toBe("187"));
  });

  it("tells the end of a batch and what runs out to a person who is elsewhere, in its own words", async () => {
    const host = fleetHost();
    const counts = [
      { step: "overdue" as const, count: 1 },
      { step: "within_7" as const, count: 2 },
    ];
    host.answer("due_dates", () => ({ total: 3, rows: [], counts }));
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    host.emit({ kind: "ended", progress: DONE });
    await waitFor(() =>
      expect(host.notices).toEqual([
        {
          title: "查询结束",
          body: "查询完成：138 辆有结果，9 辆需要处理\n新增违章 23 条。\n到期：已过期 1 项，7 天内 2 项。",
        },
      ]),
    );
  });

  it("forgets the changes of one garage on the way from its empty list into the demo's", async () => {
    const host = fleetHost({ vehicles: 0 });
    host.answer("vehicles", () => ({ ...vehicleWindow([]), new_violations: 0 }));
    host.answer("demo_start", () => ({ ...STATE, garage: "demo" }));
    await openWindow("/garage");
    recordChange("已删除 1 辆", done, done);
    await userEvent.click(await screen.findByTestId("empty-demo"));
    await screen.findByTestId("demo-banner");
    expect(takeBackNewest()).toBe(false);
  });

  it("goes to the check that was asked for in the tray", async () => {
    const host = fleetHost();
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    host.emit({ kind: "check_asked" });
    await waitFor(() => expect(address()).toContain("/check"));
  });

  it("puts the keyboard at the heading of the page that was gone to", async () => {
    const host = fleetHost();
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    host.emit({ kind: "check_asked" });
    await waitFor(() => expect(address()).toContain("/check"));
    await waitFor(() => expect(document.activeElement?.tagName).toBe("H1"));
    expect(screen.getByRole("heading", { level: 1 })).toBe(document.activeElement);
  });

  it("leads to each section of the settings from the palette, found by its pinyin, too", async () => {
    fleetHost();
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByTestId("palette-search"), "dingshi");
    expect(screen.getAllByRole("option").map((option) => option.textContent)).toEqual(["设置：定时查询"]);
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(address()).toContain("/settings?section=schedule"));
  });

  it("finds vehicles, drivers and the lists that have the rest from the palette", async () => {
    const host = fleetHost();
    host.answer("vehicles", () => ({ total: 0, rows: [] }) as never);
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByTestId("palette-search"), "王国");
    await waitFor(() =>
      expect(lastAsked(host, "vehicles")).toMatchObject({ filter: { search: "王国" }, limit: 5 }),
    );
    const words = () => screen.getAllByRole("option").map((option) => option.textContent ?? "");
    await waitFor(() => expect(words().some((line) => line.startsWith("驾驶员：王国"))).toBe(true));
    expect(words().slice(-2)).toEqual(["在车辆中查找“王国”", "在违章中查找“王国”"]);
    const led: string[] = [];
    window.addEventListener(LEAVING, (event) => led.push((event as CustomEvent<string>).detail), {
      once: true,
    });
    await userEvent.keyboard(`${"{ArrowDown}".repeat(words().length - 3)}{Enter}`);
    expect(led).toEqual([driverOf("王国平")]);
  });

  it("finds a team by a part of its name, and a violation by the number on its letter", async () => {
    const host = fleetHost();
    host.answer("vehicles", () => ({ total: 0, rows: [] }) as never);
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    await userEvent.keyboard("{Control>}k{/Control}");
    const box = await screen.findByTestId("palette-search");
    const words = () => screen.getAllByRole("option").map((option) => option.textContent ?? "");
    await userEvent.type(box, "冷");
    await waitFor(() => expect(words()).toContain("分组：冷链"));
    await userEvent.clear(box);
    await userEvent.type(box, "3205041900000000");
    await waitFor(() => expect(words().some((line) => line.startsWith("违章：苏ED85923"))).toBe(true));
  });

  it("says what a search finds among vehicles no longer in use, and leads there", async () => {
    const host = fleetHost();
    host.answer("vehicles", () => ({ ...vehicleWindow([]), among_left: 2 }));
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByTestId("palette-search"), "苏E9");
    await userEvent.click(await screen.findByText("在已停用车辆中查找“苏E9”（2 辆）"));
    await waitFor(() => expect(window.location.hash).toBe(leftVehiclesFound("苏E9")));
  });

  it("counts what is still open of a running batch", () => {
    const running = { state: "running", planned: 200, percent: 50 } as never;
    expect(percentDone(running)).toBe(50);
    expect(percentDone({ ...(running as object), state: "done" } as never)).toBeNull();
  });
});

describe("closing the window", () => {
  const RUNS = { ...STATE, running: { ...DONE, state: "running" as const } };

  it("asks while a check runs, ends it, and closes once everything is written", async () => {
    const host = fleetHost(RUNS);
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    host.answer("check_cancel", () => ({}));
    host.emit({ kind: "close_asked" });
    await userEvent.click(await screen.findByTestId("close-after"));
    expect(lastAsked(host, "check_cancel")).toEqual({});
    expect((await screen.findByTestId("closing")).dataset.part).toBe("ending");
    host.answer("app_state", () => ({ ...STATE, unwritten_answers: 2 }));
    host.emit({ kind: "changed", tags: ["state"] });
    await waitFor(() => expect(screen.getByTestId("closing").dataset.part).toBe("unwritten"));
    expect(host.closed).toBe(false);
    host.answer("app_state", () => STATE);
    host.emit({ kind: "changed", tags: ["state"] });
    await waitFor(() => expect(host.closed).toBe(true));
  });

  it("stays when the person wants to go on", async () => {
    const host = fleetHost(RUNS);
    await openWindow("/drivers");
    await screen.findByTestId("nav-vehicles");
    host.emit({ kind: "close_asked" });
    await userEvent.click(await screen.findByTestId("close-not"));
    host.answer("app_state", () => STATE);
    host.emit({ kind: "changed", tags: ["state"] });
    await waitFor(() => expect(screen.queryByTestId("closing")).toBeNull());
    expect([host.closed, lastAsked(host, "check_cancel")]).toEqual([false, undefined]);
  });

  it("asks where the garage cannot be read either", async () => {
    const problem = { code: "disk_full" as const, message: "", details: {} };
    const host = fleetHost({ problem, unwritten_answers: 1 });
    await openWindow("/overview");
    await screen.findByTestId("problem");
    host.emit({ kind: "close_asked" });
    await userEvent.click(await screen.findByTestId("close-now"));
    expect(host.closed).toBe(true);
  });

  it("says at any time that paid answers wait for the disk", async () => {
    fleetHost({ unwritten_answers: 3 });
    await openWindow("/drivers");
    expect((await screen.findByTestId("unwritten")).textContent).toContain("3 条结果尚未保存");
    expect(screen.queryByTestId("unwritten-aside")).toBeNull();
  });

  it("says why a new try failed, too", async () => {
    const host = fleetHost({ unwritten_answers: 3 });
    host.answer("unwritten_retry", () => {
      throw { code: "disk_full", message: "", details: {} };
    });
    await openWindow("/drivers");
    await userEvent.click(await screen.findByTestId("unwritten-retry"));
    expect(await screen.findByText(/磁盘已满，未写入/)).toBeDefined();
  });

  it("sets aside what the garage refuses for good, so that checks can begin again", async () => {
    const host = fleetHost({ unwritten_answers: 3, unwritten_refusal: "garage_damaged" });
    await openWindow("/drivers");
    expect((await screen.findByTestId("unwritten")).textContent).toContain("继续等待无效");
    host.answer("unwritten_set_aside", () => {
      host.answer("app_state", () => STATE);
      return { path: "C:\\Cheku\\answers-set-aside.jsonl", opens: "aside" };
    });
    await userEvent.click(screen.getByTestId("unwritten-aside"));
    expect(await screen.findByText(/3 条结果已另存到 C:\\Cheku\\answers-set-aside.jsonl/)).toBeDefined();
    await waitFor(() => expect(screen.queryByTestId("unwritten")).toBeNull());
  });

  it("can set them aside and close", async () => {
    const host = fleetHost({ unwritten_answers: 1, unwritten_refusal: "garage_damaged" });
    await openWindow("/drivers");
    await screen.findByTestId("unwritten");
    host.emit({ kind: "close_asked" });
    host.answer("unwritten_set_aside", () => {
      host.answer("app_state", () => STATE);
      return { path: "C:\\Cheku\\answers-set-aside.jsonl", opens: "aside" };
    });
    await userEvent.click(await screen.findByTestId("close-aside"));
    await waitFor(() => expect(host.closed).toBe(true));
  });
});

describe("demo data", () => {
  it("is always marked, and one press leaves it for the first start", async () => {
    const host = fleetHost({ garage: "demo" });
    host.answer("demo_leave", () => {
      const empty = { ...STATE, vehicles: 0 };
      host.answer("app_state", () => empty);
      return empty;
    });
    await openWindow("/drivers");
    await userEvent.click(await screen.findByTestId("leave-demo"));
    expect(await screen.findByTestId("start-demo")).toBeDefined();
    expect(address()).toContain("/welcome");
  });
});

describe("a garage that cannot be used", () => {
  it("says what happened and where the files are, and offers a backup when it is damaged", async () => {
    const host = fleetHost({ problem: { code: "garage_damaged", message: "", details: {} } });
    await openWindow("/overview");
    const screenShown = await screen.findByTestId("problem");
    expect(screenShown.textContent).toContain("数据文件已损坏");
    expect(screen.getByTestId("problem-home").textContent).toBe("C:\\Cheku");
    host.answer("restore_look", () => ({
      newer: null,
      damaged: false,
      vehicles: 2,
      last_asked: null,
      addresses: [],
      has_settings: false,
    }));
    host.answer("restore", ({ from }) => ({ path: from, newer: null, receipts_missing: 0 }));
    host.nextFile = "D:\\backup.sqlite";
    await userEvent.click(screen.getByTestId("problem-restore"));
    const now = await screen.findByTestId("restore-now");
    expect(lastAsked(host, "restore")).toBeUndefined();
    await userEvent.click(now);
    expect(lastAsked(host, "restore")).toMatchObject({ from: "D:\\backup.sqlite", confirmed: true });
  });

  it("offers no backup when another program merely holds it", async () => {
    const host = fleetHost({ problem: { code: "garage_held", message: "", details: {} } });
    await openWindow("/overview");
    expect((await screen.findByTestId("problem")).textContent).toContain("另一个程序");
    expect(screen.queryByTestId("problem-restore")).toBeNull();
    host.answer("app_state", () => STATE);
    await userEvent.click(screen.getByTestId("problem-retry"));
    expect(await screen.findByTestId("nav-vehicles")).toBeDefined();
  });
});

describe("what the start found out", () => {
  it("stays until it was read", async () => {
    const host = fleetHost();
    const risk = { kind: "synced" as const, name: "坚果云" };
    host.answer("app_state", () => ({ ...STATE, risk, cut_off_restore: "taken_back" as const }));
    await openWindow("/overview");
    expect(await screen.findByText("上次恢复中断")).toBeDefined();
    expect(screen.getByText("数据文件在坚果云同步的文件夹中")).toBeDefined();
    await userEvent.click(screen.getByTestId("cut-off-restore-read"));
    expect(screen.queryByTestId("cut-off-restore")).toBeNull();
    expect(screen.getByTestId("place-risk-banner")).toBeDefined();
  });
});

describe("the first start", () => {
  it("comes instead of an empty overview and starts the demo", async () => {
    const host = fleetHost({ vehicles: 0 });
    host.answer("demo_start", () => {
      const demo = { ...STATE, garage: "demo" as const };
      host.answer("app_state", () => demo);
      return demo;
    });
    await openWindow("/overview");
    await userEvent.click(await screen.findByTestId("start-demo"));
    expect(await screen.findByTestId("demo-banner")).toBeDefined();
    expect(lastAsked(host, "demo_start")).toEqual({});
    expect(address()).toContain("/overview");
  });

  it("stays when the person changes their mind about a file", async () => {
    fleetHost({ vehicles: 0 });
    await openWindow("/overview");
    await userEvent.click(await screen.findByTestId("start-import"));
    expect(address()).toContain("/welcome");
  });
});
