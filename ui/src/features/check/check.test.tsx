import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import { CallState } from "./calls/callColumns";
import { checkSelection } from "./selection";
import { forget, garageHost, lastAsked, openCheck } from "./stories";
import { CALLS, DONE, PLAN, PROVIDERS, RUNNING } from "./testData";

beforeEach(forget);
afterEach(() => vi.restoreAllMocks());

describe("before a check", () => {
  it("says whom it asks, whom not and why, and what it costs at most", async () => {
    garageHost();
    openCheck();
    expect((await screen.findByTestId("plan-asked")).textContent).toBe("151");
    expect(screen.getByTestId("plan-skipped").textContent).toBe("35");
    expect(screen.getByTestId("check-at-most").textContent).toContain("18.12 元");
    const missing = screen.getByTestId("plan-skip-incomplete");
    expect(missing.textContent).toContain("缺发动机号");
    expect(missing.textContent).toContain("5");
  });

  it("says calls without a price, never 0 元", async () => {
    const host = garageHost();
    host.answer("check_plan", () => ({ ...PLAN, at_most: { fen: 0, unknown: 12 } }));
    openCheck();
    expect((await screen.findByTestId("check-at-most")).textContent).toContain("12 次，未填单价");
  });

  it("promises no more than the cap, and says what all of it would cost", async () => {
    const host = garageHost();
    host.answer("check_plan", () => ({ ...PLAN, at_most: { fen: 500, unknown: 0 }, cap_allows: 40 }));
    openCheck();
    expect((await screen.findByTestId("check-at-most")).textContent).toBe("最高费用 5.00 元，约 40 辆");
    expect(screen.getByTestId("check-start").textContent).toBe("开始查询");
    expect(screen.getByText("全部查询最高 18.12 元。")).toBeTruthy();
  });

  it("plans again when an option changes, and starts what it shows", async () => {
    const host = garageHost();
    host.answer("check_start", () => {
      host.answer("last_batch", () => RUNNING);
      return RUNNING;
    });
    openCheck();
    await userEvent.click(await screen.findByTestId("plan-skip-fresh-do"));
    await waitFor(() => expect(lastAsked(host, "check_plan")).toMatchObject({ fresh_within_hours: null }));
    fireEvent.change(screen.getByTestId("check-cap"), { target: { value: "20.5" } });
    await waitFor(() => expect(lastAsked(host, "check_plan")).toMatchObject({ max_cost_fen: 2050 }));
    const start = await screen.findByTestId("check-start");
    await waitFor(() => expect(start).toHaveProperty("disabled", false));
    await userEvent.click(start);
    expect(lastAsked(host, "check_start")).toEqual(lastAsked(host, "check_plan"));
    expect((await screen.findByTestId("batch-headline")).textContent).toContain("96 / 151");
  });

  it("asks what another page chose", async () => {
    const host = garageHost();
    checkSelection({ kind: "ids", ids: ["v1", "v2"] });
    expect(window.location.hash).toContain("view=plan");
    openCheck({ view: "plan", who: "chosen" });
    await screen.findByTestId("plan-asked");
    expect(lastAsked(host, "check_plan")).toMatchObject({ selection: { kind: "ids", ids: ["v1", "v2"] } });
  });

  it("explains a refusal and shows the way", async () => {
    const host = garageHost();
    host.answer("check_plan", () => {
      throw { code: "price_needed_for_cap", message: "", details: { provider: "starnet" } };
    });
    openCheck();
    const refusal = await screen.findByTestId("refusal");
    expect(within(refusal).getByRole("link").getAttribute("href")).toContain("provider=starnet");
    expect(screen.getByTestId("check-start")).toHaveProperty("disabled", true);
  });

  it("offers to go on with a batch that left vehicles unasked", async () => {
    const host = garageHost();
    host.answer("last_batch", () => ({ ...DONE, state: "stopped", not_asked: 12, resumable: 12 }));
    host.answer("check_resume", () => {
      host.answer("last_batch", () => RUNNING);
      return RUNNING;
    });
    openCheck();
    expect((await screen.findByTestId("resume-price")).textContent).toContain("最高费用 1.44 元");
    expect(screen.getByTestId("resume-month-left").textContent).toContain("147.92 元");
    const cap = screen.getByTestId("resume-cap") as HTMLInputElement;
    expect(cap.value).toBe("2.50");
    const resume = screen.getByTestId("check-resume");
    await waitFor(() => expect(resume).toHaveProperty("disabled", false));
    fireEvent.change(cap, { target: { value: "1.00" } });
    await waitFor(() => expect(lastAsked(host, "check_resume_plan")).toMatchObject({ max_cost_fen: 100 }));
    await waitFor(() => expect(resume).toHaveProperty("disabled", false));
    await userEvent.click(resume);
    expect(lastAsked(host, "check_resume")).toMatchObject({
      batch: "b37",
      provider: null,
      max_cost_fen: 100,
      keep_cap: false,
    });
    expect(await screen.findByTestId("batch-headline")).toBeDefined();
  });
});

describe("going on with a batch", () => {
  it("begins nothing where the cap leaves room for no vehicle", async () => {
    const host = garageHost();
    host.answer("last_batch", () => ({ ...DONE, state: "stopped", not_asked: 12, resumable: 12 }));
    host.answer("check_resume_plan", () => ({ plan: { ...PLAN, cap_allows: 0 }, max_cost_fen: 3 }));
    openCheck();
    expect((await screen.findByTestId("resume-price")).textContent).toContain("请提高上限");
    expect(screen.getByTestId("check-resume")).toHaveProperty("disabled", true);
  });
});

describe("the scope of a plan", () => {
  it("is everybody again when the page is opened anew, whatever was chosen before", async () => {
    const host = garageHost();
    checkSelection({ kind: "ids", ids: ["v1", "v2"] });
    openCheck();
    await screen.findByTestId("plan-asked");
    expect(lastAsked(host, "check_plan")).toMatchObject({ selection: null });
    expect(screen.getByTestId("plan-scope").textContent).toContain("全部 186 辆");
  });

  it("lists its vehicles; each can be found, taken out and put back", async () => {
    const host = garageHost();
    openCheck();
    await userEvent.type(await screen.findByTestId("plan-find"), "吴阿");
    expect(screen.queryByTestId("plan-car-苏E5X91C")).toBeNull();
    await userEvent.click(screen.getByTestId("plan-take-out-苏ED29539"));
    await waitFor(() => expect(lastAsked(host, "check_plan")).toMatchObject({ except: ["a1"] }));
    expect((await screen.findByTestId("plan-scope")).textContent).toContain("已移出 1 辆");
    await userEvent.click(screen.getByTestId("plan-put-back-苏ED29539"));
    await waitFor(() => expect(lastAsked(host, "check_plan")).toMatchObject({ except: [] }));
  });
});

describe("a call that a person resolved", () => {
  it("is not called unconfirmed any longer", async () => {
    const [call] = CALLS;
    const rows = [{ ...call, by_person: true, charge: "yes" } as (typeof CALLS)[0]];
    render(
      <Surroundings queries={createQueryClient()}>
        <CallState call={rows[0] as (typeof CALLS)[0]} />
      </Surroundings>,
    );
    expect(await screen.findByText("已核对")).toBeDefined();
    expect(screen.queryByText("待核对")).toBeNull();
  });
});

describe("while a batch runs", () => {
  it("follows its events and shows its end under the eye", async () => {
    const host = garageHost();
    host.answer("last_batch", () => RUNNING);
    const page = openCheck();
    const headline = await screen.findByTestId("batch-headline");
    expect(headline.textContent).toContain("96 / 151");
    act(() =>
      host.emit({ kind: "progress", progress: { ...RUNNING, answered: 101, clean: 78, not_asked: 41 } }),
    );
    await waitFor(() => expect(headline.textContent).toContain("106 / 151"));
    act(() => host.emit({ kind: "ended", progress: DONE }));
    expect((await screen.findByTestId("batch-headline")).textContent).toBe(
      "查询完成：138 辆有结果，9 辆需要处理",
    );
    expect(page.search().view).toBe("batch");
  });

  it("says how many answers wait for the disk, and no longer than they do", async () => {
    const host = garageHost();
    host.answer("last_batch", () => RUNNING);
    openCheck();
    const words = await screen.findByTestId("batch-unwritten");
    expect(words.textContent).toBe("");
    act(() => host.emit({ kind: "progress", progress: { ...RUNNING, unwritten: 12 } }));
    await waitFor(() => expect(words.textContent).toContain("12 条结果已收到，正在等待写入磁盘"));
    act(() => host.emit({ kind: "progress", progress: RUNNING }));
    await waitFor(() => expect(words.textContent).toBe(""));
  });

  it("is paused, continued and stopped by its buttons", async () => {
    const host = garageHost();
    host.answer("last_batch", () => RUNNING);
    for (const name of ["check_pause", "check_continue", "check_cancel"] as const)
      host.answer(name, () => ({}));
    openCheck();
    await userEvent.click(await screen.findByTestId("check-pause"));
    act(() => host.emit({ kind: "ended", progress: { ...RUNNING, state: "paused" } }));
    await userEvent.click(await screen.findByTestId("check-continue"));
    await userEvent.click(screen.getByTestId("check-stop"));
    const asked = host.asked.map((call) => call.name).filter((name) => /pause|continue|cancel/.test(name));
    expect(asked).toEqual(["check_pause", "check_continue", "check_cancel"]);
  });

  it("lists what wants a person, with its cost", async () => {
    const host = garageHost();
    host.answer("last_batch", () => RUNNING);
    openCheck();
    const locked = await screen.findByTestId("need-苏ED43314");
    expect(locked.textContent).toContain("车辆信息错误（225606）");
    expect(locked.textContent).toContain("已计费 0.12 元。修改前不再查询此车");
    expect(screen.getByTestId("need-苏E0T61N").textContent).toContain("可能已计费，不会自动重发");
    expect(screen.getByTestId("need-苏ED53473").textContent).toContain("未计费，结束后可重查");
  });
});

describe("after a batch", () => {
  async function openDone() {
    const host = garageHost();
    host.answer("last_batch", () => DONE);
    openCheck({ view: "batch" });
    await screen.findByTestId("batch-sum");
    return host;
  }

  it("shows sums that add up", async () => {
    await openDone();
    const sum = screen.getByTestId("batch-sum").textContent ?? "";
    expect(sum).toBe("计划 186 = 有结果 138 + 待核对 3 + 查询失败 6 + 跳过 39");
    const [whole, ...parts] = [...sum.matchAll(/\d+/g)].map(Number);
    expect(parts.reduce((a, b) => a + b, 0)).toBe(whole);
  });

  it("asks the free failures again, and only those", async () => {
    await openDone();
    await userEvent.click(await screen.findByTestId("retry-225603"));
    expect(window.location.hash).toContain("who=chosen");
    const host = garageHost();
    openCheck({ view: "plan", who: "chosen" });
    await waitFor(() =>
      expect(lastAsked(host, "check_plan")).toMatchObject({ selection: { kind: "ids", ids: ["a6", "a7"] } }),
    );
    expect(screen.queryByTestId("retry-225606")).toBeNull();
  });

  it("settles a doubtful call as the person found it", async () => {
    const host = await openDone();
    host.answer("call_settle", () => ({
      ...(CALLS[0] as (typeof CALLS)[number]),
      charge: "no",
      by_person: true,
    }));
    await userEvent.click(await screen.findByTestId("settle-no-苏E0T61N"));
    expect(lastAsked(host, "call_settle")).toEqual({ id: "c1", charged: false });
  });

  it("says of a doubtful call why it is one, in every batch, and asks its own vehicle again", async () => {
    const host = garageHost();
    host.answer("last_batch", () => ({ ...DONE, failed: 0, doubtful: 0 }));
    openCheck({ view: "batch" });
    expect((await screen.findByTestId("doubtful-苏E0T61N")).textContent).toContain("返回内容无法识别");
    expect(screen.getByTestId("batch-headline").textContent).toBe("查询完成：138 辆有结果，无失败");
    await userEvent.click(screen.getByTestId("ask-again-苏E0T61N"));
    openCheck({ view: "plan", who: "chosen" });
    await waitFor(() =>
      expect(lastAsked(host, "check_plan")).toMatchObject({ selection: { kind: "ids", ids: ["a4"] } }),
    );
  });

  it("says what the new ones owe, unknown fines apart", async () => {
    await openDone();
    const owed = screen.getByTestId("batch-new-owed").textContent;
    expect(owed).toBe("待缴罚款 2,650 元（1 条未知），待处理记分 49 分");
  });

  it("offers the other provider for those whom nobody asked", async () => {
    const host = garageHost();
    const [starnet, store] = PROVIDERS as [(typeof PROVIDERS)[number], (typeof PROVIDERS)[number]];
    host.answer("providers", () => [starnet, { ...store, account: starnet.account }]);
    const stopped = {
      kind: "vendor",
      code: "timeout",
      scope: "vehicle",
      message: "",
      reason: "lost",
    } as const;
    const batch = { ...DONE, state: "stopped" as const, not_asked: 12, resumable: 12, stopped };
    host.answer("last_batch", () => batch);
    host.answer("check_resume", () => RUNNING);
    openCheck({ view: "batch" });
    await userEvent.click(await screen.findByTestId("check-resume-luca"));
    await waitFor(() =>
      expect(lastAsked(host, "check_resume")).toMatchObject({ batch: "b37", provider: "luca" }),
    );
  });

  it("says why it stopped and how many were not asked", async () => {
    const host = garageHost();
    const stopped = {
      kind: "max_cost",
      code: "max_cost",
      scope: "budget",
      message: "",
      reason: null,
    } as const;
    host.answer("last_batch", () => ({ ...DONE, state: "stopped", answered: 126, not_asked: 12, stopped }));
    openCheck({ view: "batch" });
    expect((await screen.findByTestId("batch-headline")).textContent).toBe(
      "已达费用上限 20.00 元，查到第 174 辆停止。其余 12 辆未查询。",
    );
  });
});

describe("the ledger's other pages", () => {
  const sums = {
    calls: 30,
    charged: 25,
    unreadable: 0,
    free: 4,
    doubtful: 1,
    asking: 0,
    lookups: 3,
    cost_fen: 343,
    cost_unknown: 0,
  };

  it("tell a month by price and by day, and the days add up", async () => {
    const host = garageHost();
    const day = (date: string, charged: number, cost_fen: number) => ({
      date,
      sums: { ...sums, calls: charged, charged, free: 0, doubtful: 0, lookups: 0, cost_fen },
    });
    host.answer("statement", ({ month }) => ({
      month,
      sums,
      agreed: 0,
      providers: [
        {
          provider: "starnet",
          sums,
          new_violations: 7,
          cost_each_fen: 49,
          alone: 7,
          cities: [
            {
              city: "GD_SZ",
              name: "深圳",
              calls: 30,
              charged: 25,
              cost_fen: 343,
              cost_unknown: 0,
              new_violations: 7,
              cost_each_fen: 49,
            },
          ],
          prices: [
            { price_fen: 14, calls: 18, cost_fen: 252 },
            { price_fen: 13, calls: 7, cost_fen: 91 },
          ],
          days: [day("2026-03-02", 18, 252), day("2026-03-03", 7, 91)],
        },
      ],
    }));
    openCheck({ view: "statement", month: "2026-03" });
    const sum = await screen.findByTestId("statement-sum");
    expect(lastAsked(host, "statement")).toEqual({ month: "2026-03" });
    expect(sum.textContent).toBe("合计302541" + "3.43");
    expect(screen.getByTestId("statement-days").textContent).toContain("2026-03-02");
    expect(screen.getByTestId("statement-cities").textContent).toContain("深圳25" + "3.43" + "7" + "0.49");
    host.nextFile = "/out/march.xlsx";
    host.answer("export", ({ to }) => ({ rows: 5, undated: 0, file: to, opens: to }));
    await userEvent.click(screen.getByTestId("export-statement-xlsx"));
    await waitFor(() =>
      expect(lastAsked(host, "export")).toMatchObject({ what: { what: "statement", month: "2026-03" } }),
    );
  });

  it("open an earlier batch as it ended", async () => {
    const host = garageHost();
    host.answer("last_batch", () => DONE);
    host.answer("batch", () => ({ ...DONE, batch: "b12", number: 12, new_violations: 0 }));
    openCheck({ view: "batch", batch: "b12" });
    expect(await screen.findByText(/第 12 批/)).toBeDefined();
    expect(lastAsked(host, "batch")).toEqual({ id: "b12" });
  });
});

describe("the code of an answer", () => {
  it("is the vendor's own, and in words where the vendor said nothing", async () => {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(400);
    const host = garageHost();
    const call = CALLS[0] as (typeof CALLS)[number];
    const said = { "10006": "10006", reset: "连接中断", http_502: "HTTP 502" };
    const rows = Object.keys(said).map((code, at) => ({
      ...call,
      id: `c${at}`,
      plate: `苏E0000${at}`,
      code,
    }));
    const sums = { calls: 3, charged: 0, unreadable: 0, free: 0, doubtful: 3 };
    host.answer("calls", () => ({
      sums: { ...sums, asking: 0, lookups: 0, cost_fen: 0, cost_unknown: 0 },
      total: 3,
      rows,
    }));
    openCheck({ view: "calls" });
    for (const words of Object.values(said)) expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe("answers that are paid for and cannot be read", () => {
  const UNREAD = { ...(CALLS[0] as (typeof CALLS)[number]), state: "unreadable", charge: "yes" } as const;
  const TEXT = '{"codeid":10000,"retdata":{"records":["<b>粤B12345</b>"]}}';

  async function openUnread() {
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(400);
    const host = garageHost();
    const sums = { calls: 1, charged: 1, unreadable: 1, free: 0, doubtful: 0 };
    host.answer("calls", ({ unreadable_only, doubtful_only }) => ({
      sums: { ...sums, asking: 0, lookups: 0, cost_fen: 14, cost_unknown: 0 },
      total: doubtful_only ? 0 : 1,
      rows: unreadable_only ? [UNREAD] : [],
    }));
    const answer = { received_at: 0, http_status: 200, content_type: "text/html", bytes: 57, text: TEXT };
    host.answer("call", () => ({ call: UNREAD, answer }));
    host.answer("call_report", () => ({ text: "masked" }));
    openCheck({ view: "calls", unread: true });
    await userEvent.click(await screen.findByLabelText(/^苏E0T61N/));
    return host;
  }

  it("are shown as text and nothing else", async () => {
    await openUnread();
    expect((await screen.findByTestId("call-answer")).textContent).toBe(TEXT);
    expect(screen.getByTestId("call-unread").textContent).toContain("不会再次查询");
    expect(screen.getByTestId("call-sums").textContent).toContain("计费 1（其中 1 次暂无法识别）");
  });

  it("are read again on wish", async () => {
    const host = await openUnread();
    host.answer("calls_reread", () => ({ reread: 1, read: 1, still_unreadable: 0 }));
    await userEvent.click((await screen.findAllByTestId("calls-reread"))[0] as HTMLElement);
    expect(lastAsked(host, "calls_reread")).toEqual({ provider: null });
  });

  it("are handed on masked", async () => {
    const host = await openUnread();
    const button = await screen.findByTestId("copy-report");
    await waitFor(() => expect(button.hasAttribute("disabled")).toBe(false));
    expect(lastAsked(host, "call_report")).toEqual({ id: "c1" });
    await userEvent.click(button);
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe("masked"));
  });
});
