import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { address, DETAIL, fleetHost, lastAsked, openWindow, ROW } from "@/app/stories";
import type { KeptStep } from "@/bindings/KeptStep";
import type { ReceiptView } from "@/bindings/ReceiptView";
import type { StepRequest } from "@/bindings/StepRequest";
import { todayInChina } from "@/i18n/dates";
import { takeBackNewest } from "@/shared/changes";

/** The window at one violation, of which the core answers this. */
async function openOne(part: Partial<typeof DETAIL> = {}, at = "/violations?open=r1") {
  const host = fleetHost();
  host.answer("violation", () => ({ ...DETAIL, ...part }));
  host.answer("violations_step", () => ({ undo: "u1", count: 1 }));
  host.answer("undo", () => ({ undo: null, count: 1 }));
  await openWindow(at);
  await screen.findByTestId("progress");
  return host;
}

const save = async () => userEvent.click(await screen.findByTestId("step-save"));
const asked = (host: ReturnType<typeof fleetHost>) => lastAsked(host, "violations_step") as StepRequest;

describe("the progress of a violation", () => {
  it("stands first in its panel, with what was said, newest first, and what was taken back", async () => {
    const said = (step: KeptStep["step"], day: string, part: Partial<KeptStep> = {}): KeptStep => ({
      step,
      at: Date.parse(`2026-03-${day}T09:30:00+08:00`),
      by: "赵经理",
      taken_back_at: null,
      ...part,
    });
    const back = Date.parse("2026-03-02T10:00:00+08:00");
    await openOne({
      row: { ...ROW, stage: "told", due: "2026-03-22" },
      steps: [
        said({ step: "dropped", why: "已申诉" }, "01", { taken_back_at: back }),
        said({ step: "told", on: "2026-03-12", how: "微信", due: "2026-03-22" }, "12"),
        said({ step: "changed", fine_from: null, fine_to: 20_000, points_from: 3, points_to: 6 }, "13", {
          by: "starnet",
        }),
      ],
    });
    expect(screen.getByTestId("progress").textContent).toBe("已通知");
    const lines = [...screen.getByTestId("step-log").querySelectorAll("li")].map((line) => line.textContent);
    expect(lines).toEqual([
      "金额或记分有变 · 罚款 未知 → 200 元 · 记分 3 → 6starnet，2026-03-13 09:30",
      "已通知 · 2026-03-12 · 微信 · 2026-03-22 前办理赵经理，2026-03-12 09:30",
      "申诉/不处理 · 已申诉赵经理，2026-03-01 09:30（2026-03-02 10:00 撤回）",
    ]);
    expect(screen.getByTestId<HTMLDetailsElement>("answers").open).toBe(false);
  });

  it("says that it is overdue instead of told", async () => {
    await openOne({ row: { ...ROW, stage: "told", due: "2026-03-01", overdue: true } });
    expect(screen.getByTestId("progress").textContent).toBe("已逾期");
  });

  it("goes on by one key and Enter, with today, and Ctrl+Z takes it back", async () => {
    const host = await openOne();
    await userEvent.keyboard("1");
    await screen.findByTestId("step-form");
    await userEvent.type(screen.getByTestId("step-how"), "微信{Enter}");
    await waitFor(() => expect(asked(host)).toBeDefined());
    expect(asked(host)).toEqual({
      selection: { kind: "ids", ids: ["r1"] },
      step: { step: "told", on: todayInChina(), how: "微信", due: null },
      as_fined: false,
      receipts: [],
    });
    await screen.findByText("已将 1 条记为已通知。");
    expect(takeBackNewest()).toBe(true);
    await waitFor(() => expect(lastAsked(host, "undo")).toEqual({ id: "u1" }));
  });

  it("is not dropped without a reason", async () => {
    const host = await openOne();
    await userEvent.click(screen.getByTestId("step-dropped"));
    await save();
    expect(await screen.findByText("请填写申诉或不处理的原因")).toBeDefined();
    expect(asked(host)).toBeUndefined();
    await userEvent.type(screen.getByTestId("step-why"), "套牌，已申诉");
    await save();
    expect(asked(host).step).toEqual({ step: "dropped", why: "套牌，已申诉" });
  });

  it("is taken back by one key", async () => {
    const host = await openOne();
    await userEvent.keyboard("0");
    await waitFor(() => expect(asked(host).step).toEqual({ step: "back" }));
  });

  it("stays as it is when the core refuses, and the form says why", async () => {
    const host = await openOne();
    host.answer("violations_step", () => {
      throw { code: "step_due_before", message: "", details: {} };
    });
    await userEvent.keyboard("1");
    await save();
    expect((await screen.findByTestId("refusal")).textContent).toContain("办理期限早于通知日期");
    expect(screen.getByTestId("step-form")).toBeDefined();
  });
});

describe("a payment", () => {
  it("begins with the fine, and keeps who bears it, the agent's fee and the month", async () => {
    const host = await openOne();
    await userEvent.click(screen.getByTestId("step-paid"));
    const amount = await screen.findByTestId<HTMLInputElement>("paid-amount");
    expect(amount.value).toBe("200");
    expect(screen.queryByTestId("paid-month")).toBeNull();
    await userEvent.click(screen.getByTestId("payer-shared"));
    await userEvent.type(screen.getByTestId("paid-driverPart"), "100.5");
    await userEvent.type(screen.getByTestId("paid-agentFee"), "20");
    await save();
    expect(asked(host)).toMatchObject({
      step: {
        step: "paid",
        on: todayInChina(),
        amount: 20_000,
        payer: "shared",
        driver_part: 10_050,
        agent_fee: 2_000,
        deducted_month: null,
      },
      as_fined: false,
    });
  });

  it("goes with receipts, one of which can be left out before", async () => {
    const host = await openOne();
    await userEvent.click(screen.getByTestId("step-paid"));
    for (const name of ["缴款.jpg", "别的.pdf"]) {
      host.nextFile = `C:\\照片\\${name}`;
      await userEvent.click(await screen.findByTestId("choose-receipt"));
      await screen.findByText(name);
    }
    await userEvent.click(screen.getByRole("button", { name: "不添加 别的.pdf" }));
    await save();
    await waitFor(() => expect(asked(host)?.receipts).toEqual(["C:\\照片\\缴款.jpg"]));
  });

  it("that the core refuses for its receipt says which and why", async () => {
    const host = await openOne();
    host.answer("violations_step", () => {
      throw { code: "receipt_size", message: "", details: { file: "大图.jpg", limit: "20" } };
    });
    await userEvent.click(screen.getByTestId("step-paid"));
    await screen.findByTestId("choose-receipt");
    await save();
    expect((await screen.findByTestId("refusal")).textContent).toContain("“大图.jpg”超过 20 MB");
  });

  it("is not kept with an amount that is none", async () => {
    const host = await openOne();
    await userEvent.click(screen.getByTestId("step-paid"));
    const amount = await screen.findByTestId("paid-amount");
    await userEvent.clear(amount);
    await userEvent.type(amount, "二百");
    expect(screen.getByText("请填金额，例如 200 或 200.50")).toBeDefined();
    await save();
    expect(asked(host)).toBeUndefined();
  });

  it("that was entered before is corrected, not begun anew", async () => {
    const paid = {
      on: "2026-03-01",
      amount: 26_000,
      payer: "driver" as const,
      driver_part: null,
      agent_fee: null,
      deducted_month: "2026-03",
    };
    await openOne({ case: { said: "paid", told: null, handled: null, paid, dropped: null } });
    await userEvent.click(screen.getByTestId("step-paid"));
    expect((await screen.findByTestId<HTMLInputElement>("paid-amount")).value).toBe("260");
    expect(screen.getByTestId<HTMLInputElement>("step-on").value).toBe("2026-03-01");
  });
});

describe("the receipts of a violation", () => {
  const receipt = (id: string, taken_back_at: number | null): ReceiptView => ({
    id,
    name: `${id}.jpg`,
    kind: "jpeg",
    bytes: 1_234_567,
    at: Date.parse("2026-03-12T09:30:00+08:00"),
    by: "赵经理",
    taken_back_at,
  });
  const receipts = [receipt("缴款", null), receipt("错的", Date.parse("2026-03-13T10:00:00+08:00"))];

  it("are opened, added and taken back, and what was taken back can still be looked at", async () => {
    const host = await openOne({ receipts });
    host.answer("receipt_open", ({ id }) => ({ file: `handle of ${id}` }));
    host.answer("receipts_add", () => ({ undo: "u1", count: 1 }));
    host.answer("receipt_remove", () => ({ undo: "u2", count: 1 }));
    const list = screen.getByTestId("receipts");
    expect(list.textContent).toContain("1.2 MB，赵经理");
    for (const name of ["缴款.jpg", "错的.jpg"]) {
      await userEvent.click(screen.getByRole("button", { name }));
    }
    await waitFor(() => expect(host.opened).toEqual(["handle of 缴款", "handle of 错的"]));
    host.nextFile = "/照片/回单.pdf";
    await userEvent.click(screen.getByTestId("add-receipt"));
    await screen.findByText("已添加凭证 回单.pdf。");
    expect(lastAsked(host, "receipts_add")).toEqual({
      selection: { kind: "ids", ids: ["r1"] },
      files: ["/照片/回单.pdf"],
    });
    await userEvent.click(screen.getByTestId("remove-receipt"));
    await waitFor(() => expect(lastAsked(host, "receipt_remove")).toEqual({ id: "缴款" }));
  });

  it("are not asked for before anything was said of it", async () => {
    await openOne();
    expect(screen.queryByTestId("add-receipt")).toBeNull();
  });
});

describe("the stages of the list", () => {
  it("have their counts, and several can be looked at together", async () => {
    const host = fleetHost();
    await openWindow("/violations");
    await waitFor(() => expect(screen.getByTestId("stage-untold").textContent).toBe("待通知 400"));
    await userEvent.click(screen.getByTestId("stage-untold"));
    await userEvent.click(screen.getByTestId("stage-unclaimed"));
    await waitFor(() => expect(address()).toContain("unclaimed"));
    await waitFor(() =>
      expect(lastAsked(host, "violations")).toMatchObject({ filter: { stage: ["unclaimed", "untold"] } }),
    );
    await userEvent.click(screen.getByTestId("stage-overdue"));
    await waitFor(() => expect(lastAsked(host, "violations")).toMatchObject({ filter: { overdue: true } }));
  });
});
