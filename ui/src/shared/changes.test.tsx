import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetChanges, recordChange, takeBackNewest } from "./changes";
import { RecentChanges } from "./RecentChanges";
import { goBack } from "./runCommand";
import { dismissToasts, showToast, toastStore } from "./toast";

beforeEach(() => {
  forgetChanges();
  dismissToasts();
});

const agrees = () => vi.fn(async () => "taken_back" as const);

describe("what was changed since the program was opened", () => {
  it("is taken back newest first, long after its notice is gone", async () => {
    const [first, second] = [agrees(), agrees()];
    showToast("a", recordChange("a", first));
    showToast("b", recordChange("b", second));
    dismissToasts();
    expect(toastStore.get()).toEqual([]);
    expect(takeBackNewest()).toBe(true);
    expect(second).toHaveBeenCalledOnce();
    expect(first).not.toHaveBeenCalled();
    expect(takeBackNewest()).toBe(true);
    expect(first).toHaveBeenCalledOnce();
    expect(takeBackNewest(), "nothing is taken back twice").toBe(false);
  });

  it("stays to be taken back after a failure that may pass, and no other goes in its place", async () => {
    const older = agrees();
    recordChange("a", older);
    let code = "disk_full";
    const undo = vi.fn(async () => {
      throw { code, message: "", details: {} };
    });
    recordChange("b", () => goBack(undo));
    takeBackNewest();
    await vi.waitFor(() => expect(toastStore.get()).toHaveLength(1));
    code = "undo_unknown";
    takeBackNewest();
    await vi.waitFor(() => expect(toastStore.get()).toHaveLength(2));
    expect([undo.mock.calls.length, older.mock.calls.length]).toEqual([2, 0]);
    takeBackNewest();
    expect(older, "what can never be taken back holds up nothing").toHaveBeenCalledOnce();
  });

  it("is listed with what became of it", async () => {
    recordChange("已删除 1 辆", agrees());
    recordChange("已修改 3 辆", async () => "refused");
    render(<RecentChanges />);
    const [newest, older] = screen.getAllByTestId("change-undo");
    fireEvent.click(newest as HTMLElement);
    expect(await screen.findByText("无法撤销")).toBeDefined();
    fireEvent.click(older as HTMLElement);
    expect(await screen.findByText("已撤销")).toBeDefined();
  });
});
