import { fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetChanges, recordChange, takeBackNewest } from "./changes";
import { RecentChanges } from "./RecentChanges";
import { dismissToasts, showToast, toastStore } from "./toast";

beforeEach(() => {
  forgetChanges();
  dismissToasts();
});

const agrees = () => vi.fn(async () => true);

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

  it("is listed with what became of it", async () => {
    recordChange("已删除 1 辆", agrees());
    recordChange("已修改 3 辆", async () => false);
    render(<RecentChanges />);
    const [newest, older] = screen.getAllByTestId("change-undo");
    fireEvent.click(newest as HTMLElement);
    expect(await screen.findByText("无法撤销")).toBeDefined();
    fireEvent.click(older as HTMLElement);
    expect(await screen.findByText("已撤销")).toBeDefined();
  });
});
