import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { fleetHost, lastAsked, openWindow } from "@/app/stories";
import * as noticePictures from "./noticePicture";
import { wrapped } from "./noticePicture";

const notice = (driver: string, ids: string[]) => ({
  driver,
  phone: driver === "王国平" ? "13800000000" : null,
  ids,
  fines_fen: 20_000,
  fines_unknown: 1,
  points: 3,
  points_unknown: 2,
  due: "2026-03-22",
  text: `${driver}，您有 ${ids.length} 条违章待处理：`,
});

async function openTell() {
  const host = fleetHost();
  host.answer("notices", () => ({
    notices: [notice("王国平", ["r1", "r2"]), notice("李卫东", ["r3"])],
    unclaimed: 2,
    settled: 0,
    later: 0,
  }));
  host.answer("violations_step", () => ({ undo: "u1", count: 2 }));
  await openWindow("/violations?open=r1");
  const user = userEvent.setup();
  const writeText = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  await user.click(await screen.findByTestId("tell"));
  await screen.findAllByTestId("notice");
  return { host, user, writeText };
}

describe("telling the drivers", () => {
  it("copies one after the other, and marks only those who were told", async () => {
    const { host, user, writeText } = await openTell();
    expect(screen.getByTestId("tell-unclaimed").textContent).toContain("2 条待认领");
    expect(screen.getAllByTestId("notice")[0]?.textContent).toContain(
      "2 条 · 200 元，另有 1 条未知 · 3 分，另有 2 条未知",
    );
    expect((screen.getByTestId("tell-mark") as HTMLButtonElement).disabled).toBe(true);
    await user.click(screen.getAllByTestId("notice-copy")[0] as HTMLElement);
    expect(writeText).toHaveBeenCalledWith("王国平，您有 2 条违章待处理：");
    await waitFor(() => expect(document.activeElement).toBe(screen.getAllByTestId("notice-copy")[1]));
    await user.click(screen.getByTestId("tell-mark"));
    expect(lastAsked(host, "violations_step")).toEqual({
      selection: { kind: "ids", ids: ["r1", "r2"] },
      step: { step: "told", on: null, how: "微信", due: null },
      as_fined: false,
      receipts: [],
    });
    await waitFor(() => expect(screen.queryByTestId("tell-mark")).toBeNull());
  });

  it("saves the picture where the person says, and offers the way to it", async () => {
    const { host, user } = await openTell();
    vi.spyOn(noticePictures, "noticePicture").mockResolvedValue(new Blob(["PNG"], { type: "image/png" }));
    host.answer("notice_picture", () => ({ path: "D:\\违章通知.png", opens: "h1" }));
    host.nextFile = "D:\\违章通知.png";
    await user.click(screen.getAllByTestId("notice-save")[0] as HTMLElement);
    await screen.findByText("图片已保存：D:\\违章通知.png");
    expect(lastAsked(host, "notice_picture")).toMatchObject({ png: "UE5H" });
    expect(screen.getAllByTestId("notice")[0]?.dataset.done).toBe("true");
  });

  it("prints a page for all, which tells all of them", async () => {
    const { host, user } = await openTell();
    host.answer("notices_print", () => ({ rows: 3, all: 3, file: "通知单.html", opens: "h1" }));
    await user.click(screen.getByTestId("tell-print"));
    await waitFor(() => expect(host.opened).toEqual(["h1"]));
    expect((screen.getByTestId("tell-how") as HTMLInputElement).value).toBe("通知单");
    expect(screen.getByTestId("tell-mark").textContent).toContain("2 人");
  });
});

it("cuts a long line at any letter and keeps the short ones", () => {
  expect(wrapped("一二三四五\n六", (piece) => piece.length <= 2)).toEqual(["一二", "三四", "五", "六"]);
  expect(wrapped("一\n\n二", () => true)).toEqual(["一", "", "二"]);
});
