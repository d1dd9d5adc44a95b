import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { forgetChanges, recordChange } from "@/shared/changes";
import { useWindowShortcuts } from "./shortcuts";

beforeEach(forgetChanges);

const nothing = () => {};

function Window({ dialog }: { dialog: boolean }) {
  useWindowShortcuts({ openPalette: nothing, openHelp: nothing });
  return (
    <>
      <button type="button">list</button>
      {dialog && (
        <div role="dialog" aria-modal="true" aria-label="form">
          <button type="button">choose</button>
        </div>
      )}
    </>
  );
}

const undoFrom = (name: string, shiftKey = false) =>
  fireEvent.keyDown(screen.getByText(name), { key: "z", ctrlKey: true, shiftKey });

describe("Ctrl+Z", () => {
  it("takes back no change behind an open dialog", async () => {
    const back = vi.fn(async () => "taken_back" as const);
    recordChange("已删除 1 辆", back, back);
    const { rerender } = render(<Window dialog />);
    undoFrom("choose");
    undoFrom("list");
    expect(back).not.toHaveBeenCalled();
    rerender(<Window dialog={false} />);
    undoFrom("list");
    await waitFor(() => expect(back).toHaveBeenCalledOnce());
    undoFrom("list", true);
    await waitFor(() => expect(back, "with Shift it is made again").toHaveBeenCalledTimes(2));
  });
});
