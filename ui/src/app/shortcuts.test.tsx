import { fireEvent, render, screen } from "@testing-library/react";
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

const undoFrom = (name: string) => fireEvent.keyDown(screen.getByText(name), { key: "z", ctrlKey: true });

describe("Ctrl+Z", () => {
  it("takes back no change behind an open dialog", () => {
    const back = vi.fn(async () => "taken_back" as const);
    recordChange("已删除 1 辆", back);
    const { rerender } = render(<Window dialog />);
    undoFrom("choose");
    undoFrom("list");
    expect(back).not.toHaveBeenCalled();
    rerender(<Window dialog={false} />);
    undoFrom("list");
    expect(back).toHaveBeenCalledOnce();
  });
});
