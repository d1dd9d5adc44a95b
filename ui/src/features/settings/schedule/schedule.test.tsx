import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { CommandError } from "@/bindings/CommandError";
import type { ProviderView } from "@/bindings/ProviderView";
import type { ScheduleView } from "@/bindings/ScheduleView";
import { ScheduleNotice } from "@/features/check/schedule/ScheduleNotice";
import { forget, garageHost, lastAsked, openCheck } from "@/features/check/stories";
import { DONE, PLAN, PROVIDERS, UNSCHEDULED } from "@/features/check/testData";
import type { FakeHost } from "@/host/fake";
import { setPreference } from "@/shared/preferences";
import { askTray } from "@/shared/tray";
import { ScheduleSection } from "./ScheduleSection";

beforeEach(forget);

const HOUR = 60 * 60 * 1000;
const NO_ACCOUNT: CommandError = { code: "no_account", message: "", details: {} };
const kept = { ...UNSCHEDULED.schedule, on: true, max_cost_fen: 2000 };

function open(view: Partial<ScheduleView> = {}, prepare: (host: FakeHost) => void = () => {}): FakeHost {
  const host = garageHost();
  prepare(host);
  host.answer("schedule", () => ({ ...UNSCHEDULED, ...view }));
  host.answer("schedule_save", (schedule) => ({ ...UNSCHEDULED, schedule, next_at: Date.now() + HOUR }));
  render(
    <Surroundings queries={createQueryClient()}>
      <ScheduleSection />
    </Surroundings>,
  );
  return host;
}

const saveButton = () => screen.getByTestId("schedule-save");
const cap = () => screen.getByTestId("schedule-cap") as HTMLInputElement;

describe("the check that begins by itself", () => {
  it("is off at first, and switched on with its time, its days and its cap", async () => {
    const host = open();
    expect((await screen.findByTestId("schedule-next")).textContent).toBe("不自动查询");
    await userEvent.click(screen.getByTestId("schedule-on"));
    await userEvent.click(screen.getByTestId("schedule-hour"));
    await userEvent.keyboard("0615");
    await userEvent.click(within(screen.getByTestId("schedule-days")).getByText("周六"));
    fireEvent.change(cap(), { target: { value: "25.5" } });
    await userEvent.click(saveButton());
    await waitFor(() =>
      expect(lastAsked(host, "schedule_save")).toEqual({
        on: true,
        at: "06:15",
        days: [1, 2, 3, 4, 5],
        provider: null,
        max_cost_fen: 2550,
      }),
    );
    await waitFor(() => expect(screen.getByTestId("schedule-next").textContent).toMatch(/^(今天|明天) /));
  });

  it("proposes as cap what one whole round costs at most, and keeps what a person typed", async () => {
    const host = open();
    await waitFor(() => expect(cap().value).toBe("18.12"));
    expect(lastAsked(host, "check_plan")).toMatchObject({ selection: null, fresh_within_hours: null });
    fireEvent.change(cap(), { target: { value: "" } });
    expect(cap().value).toBe("");
  });

  it("proposes nothing where nobody knows what a round costs", async () => {
    const unpriced = { ...PLAN, uncapped: { fen: 100, unknown: 3 } };
    const host = open({}, (host) => host.answer("check_plan", () => unpriced));
    await screen.findByTestId("schedule-cap");
    await waitFor(() => expect(lastAsked(host, "check_plan")).toBeDefined());
    expect(cap().value).toBe("");
  });

  it.each([
    ["no cap", () => fireEvent.change(cap(), { target: { value: "" } })],
    ["a cap of nothing", () => fireEvent.change(cap(), { target: { value: "0" } })],
    ["a cap that is no amount", () => fireEvent.change(cap(), { target: { value: "zwanzig" } })],
    [
      "no day",
      async () => {
        for (const day of within(screen.getByTestId("schedule-days")).getAllByRole("button"))
          if (day.getAttribute("aria-pressed") === "true") await userEvent.click(day);
      },
    ],
    [
      "half a time",
      async () => {
        await userEvent.click(screen.getByTestId("schedule-minute"));
        await userEvent.keyboard("{Backspace}");
      },
    ],
  ])("is not saved with %s", async (_, spoil) => {
    open({ schedule: kept });
    await screen.findByTestId("schedule-save");
    expect(saveButton()).toHaveProperty("disabled", false);
    await spoil();
    await waitFor(() => expect(saveButton()).toHaveProperty("disabled", true));
  });

  it("can be switched off whatever its cap says", async () => {
    const host = open({ schedule: kept });
    fireEvent.change(await screen.findByTestId("schedule-cap"), { target: { value: "" } });
    await userEvent.click(screen.getByTestId("schedule-on"));
    await userEvent.click(saveButton());
    await waitFor(() =>
      expect(lastAsked(host, "schedule_save")).toMatchObject({ on: false, max_cost_fen: null }),
    );
  });

  it("offers a provider where there are two accounts", async () => {
    const [first, second] = PROVIDERS as [ProviderView, ProviderView];
    const both = [first, { ...second, account: first.account }];
    const host = open({ schedule: kept }, (host) => host.answer("providers", () => both));
    await userEvent.click(within(await screen.findByTestId("schedule-provider")).getByText("路卡"));
    await userEvent.click(saveButton());
    await waitFor(() => expect(lastAsked(host, "schedule_save")).toMatchObject({ provider: "luca" }));
  });

  it("asks for no provider where there is only one account", async () => {
    const host = open({ schedule: kept });
    await waitFor(() => expect(lastAsked(host, "providers")).toBeDefined());
    await screen.findByTestId("schedule-save");
    expect(screen.queryByTestId("schedule-provider")).toBeNull();
  });

  it("leads to the batch that began by itself", async () => {
    open({
      schedule: kept,
      last: { at: Date.now(), outcome: { kind: "began", batch: "b37", number: 37 } },
    });
    const last = await screen.findByTestId("schedule-last");
    expect(last.textContent).toMatch(/^今天 \d\d:\d\d，已开始 第 37 批$/);
    expect(within(last).getByRole("link").getAttribute("href")).toBe("#/check?view=batch&batch=b37");
  });

  it("says why it did not begin, what to do, and that it is not tried again", async () => {
    open({ schedule: kept, last: { at: Date.now(), outcome: { kind: "refused", error: NO_ACCOUNT } } });
    const failed = await screen.findByTestId("scheduled-failed");
    expect(failed.textContent).toContain("尚无服务商账户");
    expect(failed.textContent).toContain("当天不再自动查询");
    expect(within(failed).getByText("打开设置").getAttribute("href")).toContain("section=accounts");
  });

  it("says beforehand what will be in the way, and only while it is on", async () => {
    open({ schedule: kept, hindrance: "no_price" });
    const words = (await screen.findByTestId("schedule-hindrance")).textContent;
    expect(words).toContain("未填单价");
    forget();
    document.body.replaceChildren();
    open({ hindrance: "no_price" });
    await screen.findByTestId("schedule-save");
    expect(screen.queryByTestId("schedule-hindrance")).toBeNull();
  });

  it("warns of a freshness that leaves out every other day", async () => {
    open({ schedule: kept });
    expect((await screen.findByTestId("schedule-too-fresh")).textContent).toContain("24 小时");
  });

  it("says that a closed window ends it, or that it goes on in the tray", async () => {
    open();
    const words = await screen.findByTestId("schedule-when");
    expect(words.textContent).toContain("目前关闭窗口即退出");
    expect(within(words).getByRole("link").getAttribute("href")).toContain("section=look");
    setPreference("closing", "tray");
    try {
      await act(askTray);
      expect(words.textContent).toContain("留在托盘，仍算运行");
    } finally {
      setPreference("closing", "end");
    }
  });

  it("shows a refusal of the core and keeps what was entered", async () => {
    const host = open({ schedule: kept });
    host.answer("schedule_save", () => {
      throw { code: "schedule_invalid", message: "at", details: { field: "at" } };
    });
    await userEvent.click(await screen.findByTestId("schedule-save"));
    expect((await screen.findByTestId("refusal")).textContent).toContain("未保存");
    expect(cap().value).toBe("20.00");
  });
});

describe("a day's own check on the check page", () => {
  const today = Date.now() - HOUR;

  it("is announced in one line, only while it is on", async () => {
    const host = garageHost();
    host.answer("schedule", () => ({ ...UNSCHEDULED, schedule: kept, next_at: Date.now() + 30 * HOUR }));
    openCheck();
    const line = await screen.findByTestId("scheduled-next");
    expect(line.textContent).toContain("下次自动查询：");
    expect(within(line).getByRole("link").getAttribute("href")).toBe("#/settings?section=schedule");
  });

  it("is not mentioned while it is off", async () => {
    garageHost();
    openCheck();
    await screen.findByTestId("plan-asked");
    expect(screen.queryByTestId("scheduled-next")).toBeNull();
    expect(screen.queryByTestId("scheduled-failed")).toBeNull();
  });

  it("leaves a line when it was refused, until somebody has checked since", async () => {
    const host = garageHost();
    const last = { at: today, outcome: { kind: "refused" as const, error: NO_ACCOUNT } };
    host.answer("schedule", () => ({ ...UNSCHEDULED, schedule: kept, last }));
    host.answer("last_batch", () => DONE);
    openCheck();
    expect((await screen.findByTestId("scheduled-failed")).textContent).toContain("请先在设置中添加");
  });

  it("says what today's waits for, and that it begins once that is put right", async () => {
    const host = garageHost();
    const stuck = { code: "disk_full" as const, message: "", details: {} };
    host.answer("schedule", () => ({ ...UNSCHEDULED, schedule: kept, next_at: today, stuck }));
    openCheck();
    const words = (await screen.findByTestId("scheduled-failed")).textContent;
    expect(words).toContain("今天的自动查询尚未开始：磁盘已满");
    expect(words).toContain("解决后自动开始");
  });

  it("has no such line once a check was begun after it", async () => {
    const host = garageHost();
    const last = { at: DONE.started_at - HOUR, outcome: { kind: "cut_short" as const } };
    host.answer("schedule", () => ({ ...UNSCHEDULED, schedule: kept, last }));
    host.answer("last_batch", () => DONE);
    openCheck();
    await screen.findByTestId("plan-asked");
    expect(screen.queryByTestId("scheduled-failed")).toBeNull();
  });

  it("is told to whoever looks at something else when it is refused, and only then", async () => {
    const host = garageHost();
    render(
      <Surroundings queries={createQueryClient()}>
        <ScheduleNotice />
      </Surroundings>,
    );
    await waitFor(() => expect(host.notices).toEqual([]));
    act(() => host.emit({ kind: "scheduled", outcome: { kind: "nothing_to_ask" } }));
    act(() => host.emit({ kind: "scheduled", outcome: { kind: "began", batch: "b1", number: 1 } }));
    act(() => host.emit({ kind: "scheduled", outcome: { kind: "refused", error: NO_ACCOUNT } }));
    expect(host.notices).toEqual([{ title: "自动查询未能开始", body: "尚无服务商账户。请先在设置中添加。" }]);
  });
});
