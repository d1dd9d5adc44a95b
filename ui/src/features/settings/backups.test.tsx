import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { BackupCopy } from "@/bindings/BackupCopy";
import type { BackupList } from "@/bindings/BackupList";
import { garageHost } from "@/features/check/stories";
import { Toasts } from "@/shared/Toasts";
import { dismissToasts } from "@/shared/toast";
import { SettingsViews } from "./SettingsPage";

const NOON = Date.parse("2026-03-12T12:00:00+08:00");
const DAY_MS = 86_400_000;
const copy = (daysAgo: number, more: Partial<BackupCopy> = {}): BackupCopy => ({
  name: `garage-${daysAgo}.sqlite`,
  written: NOON - daysAgo * DAY_MS,
  bytes: 5_250_000,
  holds: { vehicles: 186, violations: 1234 },
  ...more,
});

function openWith(copies: BackupCopy[], more: Partial<BackupList> = {}) {
  const host = garageHost();
  const list = { folder: "/home/backups", opens: "the folder", copies, second: null, trial: null, ...more };
  host.answer("backups", () => list);
  render(
    <Surroundings queries={createQueryClient()}>
      <SettingsViews search={{ section: "keeping" }} go={() => {}} />
      <Toasts />
    </Surroundings>,
  );
  return host;
}

describe("the backups", () => {
  beforeEach(() => void vi.spyOn(Date, "now").mockReturnValue(NOON));
  afterEach(() => {
    vi.restoreAllMocks();
    dismissToasts();
  });

  it("are listed with what is in them, and the age of the last that can be read is told", async () => {
    openWith([copy(1, { name: "spoiled.sqlite", holds: null, written: null }), copy(3), copy(4)]);
    expect((await screen.findByTestId("backups-age")).textContent).toContain("最近一份是 3 天前的：03-09。");
    const [, spoiled, last] = within(screen.getByTestId("backups")).getAllByRole("row");
    expect(spoiled?.textContent).toBe("未知5.3 MB无法读取spoiled.sqlite");
    expect(last?.textContent).toBe("2026-03-09 12:005.3 MB1861,234garage-3.sqlite");
  });

  it("of today are told by their hour", async () => {
    openWith([copy(0)]);
    expect((await screen.findByTestId("backups-age")).textContent).toContain("最近一份：今天 12:00。");
  });

  it("say what came of the month's trial, beside the copy too", async () => {
    openWith([copy(0), copy(1)], { trial: { at: NOON, name: "garage-1.sqlite", wrong: [] } });
    expect((await screen.findByTestId("backups-trial")).textContent).toContain("可以恢复");
    const [, newest, tried] = within(screen.getByTestId("backups")).getAllByRole("row");
    expect(newest?.textContent).not.toContain("试恢复");
    expect(tried?.textContent).toContain("garage-1.sqlite · 已试恢复");
  });

  it("that could not be restored on trial are no secret", async () => {
    openWith([copy(0)], { trial: { at: NOON, name: "garage-0.sqlite", wrong: ["garage_damaged"] } });
    expect((await screen.findByTestId("backups-trial")).textContent).toContain("不能恢复（garage_damaged）");
  });

  it("go to a second folder that is chosen, whose own copies and age are shown", async () => {
    const host = openWith([copy(0)]);
    expect((await screen.findByTestId("second-state")).textContent).toContain("未设置");
    host.nextFile = "/media/stick";
    const second = {
      folder: "/media/stick",
      is_there: true,
      opens: "the stick",
      copies: [copy(2)],
      failed: null,
    };
    const chosen: BackupList = { folder: "/b", opens: "f", copies: [copy(0)], second, trial: null };
    host.answer("backups_second", ({ folder }) => ({ ...chosen, second: folder === null ? null : second }));
    await userEvent.click(screen.getByTestId("second-choose"));
    await waitFor(() => expect(screen.getByTestId("second-state").textContent).toContain("2 天前"));
    expect(within(screen.getByTestId("second-backups")).getAllByRole("row")).toHaveLength(2);
    await userEvent.click(screen.getByTestId("second-stop"));
    await waitFor(() => expect(screen.getByTestId("second-state").textContent).toContain("未设置"));
  });

  it("say beside the second folder why the last copy could not be written there", async () => {
    const failed = { code: "disk_full", message: "", details: {} } as const;
    openWith([copy(0)], {
      second: { folder: "/nas", is_there: true, opens: "h", copies: [copy(3)], failed },
    });
    expect((await screen.findByTestId("second-failed")).textContent).toContain("disk_full");
  });

  it("say beside the second folder that it is away", async () => {
    const second = { folder: "/media/stick", is_there: false, opens: "h", copies: [], failed: null };
    openWith([copy(0)], { second });
    expect((await screen.findByTestId("second-state")).textContent).toContain("找不到此文件夹");
    expect(screen.queryByTestId("second-folder")).toBeNull();
  });

  it("that are not there yet are said to be none", async () => {
    openWith([]);
    expect((await screen.findByTestId("backups-age")).textContent).toContain("尚无可用的备份。");
    expect(screen.queryByTestId("backups")).toBeNull();
  });

  it("have their folder one press away, and so has a new one", async () => {
    const host = openWith([copy(0)]);
    await userEvent.click(await screen.findByTestId("backups-folder"));
    expect(host.opened).toEqual(["folder of the folder"]);
    host.nextFile = "/usb/march.sqlite";
    host.answer("backup", () => ({
      path: "/usb/march.sqlite",
      receipts: 0,
      receipts_missing: 0,
      opens: "march",
    }));
    await userEvent.click(screen.getByTestId("backup"));
    await userEvent.click(await screen.findByTestId("toast-folder"));
    expect(host.opened).toEqual(["folder of the folder", "folder of march"]);
  });

  it("say where the folder is, where nothing on this computer can show it", async () => {
    const host = openWith([copy(0)]);
    host.showInFolder = () =>
      Promise.reject({ code: "file_not_opened", message: "", details: { file: "/home/backups" } });
    await userEvent.click(await screen.findByTestId("backups-folder"));
    await waitFor(() => expect(screen.getByText(/没有程序能打开此文件.*：\/home\/backups/)).toBeDefined());
  });
});
