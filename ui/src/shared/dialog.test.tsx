import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import { Dialog } from "./Dialog";
import { CancelButton } from "./leaveDialog";

async function open() {
  const onClose = vi.fn();
  render(
    <Surroundings queries={createQueryClient()}>
      <Dialog opened title="修改" onClose={onClose}>
        <form>
          <input aria-label="名称" />
          <CancelButton />
        </form>
      </Dialog>
    </Surroundings>,
  );
  return { onClose, field: await screen.findByLabelText("名称") };
}

describe("a dialog with a form", () => {
  it("is left at once while nothing was typed", async () => {
    const { onClose } = await open();
    await userEvent.click(screen.getByText("取消"));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it("asks before what was typed is lost, and goes on where one was", async () => {
    const { onClose, field } = await open();
    await userEvent.type(field, "一队");
    fireEvent.keyDown(field, { key: "Escape" });
    const stay = await screen.findByTestId("unsaved-stay");
    await waitFor(() => expect(document.activeElement).toBe(stay));
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(stay);
    expect(screen.queryByTestId("unsaved")).toBeNull();
    expect((field as HTMLInputElement).value).toBe("一队");

    await userEvent.click(screen.getByText("取消"));
    await userEvent.click(await screen.findByTestId("unsaved-leave"));
    expect(onClose).toHaveBeenCalledTimes(1);
  });

  it("is not lost by a click beside it", async () => {
    const { onClose } = await open();
    const beside = document.querySelector(".mantine-Modal-inner");
    await userEvent.click(beside as Element);
    expect(onClose).not.toHaveBeenCalled();
  });
});

function Opener() {
  const [opened, setOpened] = useState(false);
  return (
    <Surroundings queries={createQueryClient()}>
      <button type="button" onClick={() => setOpened(true)}>
        打开
      </button>
      <Dialog opened={opened} title="修改" onClose={() => setOpened(false)}>
        <input data-autofocus aria-label="名称" />
      </Dialog>
    </Surroundings>
  );
}

it("gives the keyboard back to what opened it", async () => {
  render(<Opener />);
  const opener = screen.getByText("打开");
  await userEvent.click(opener);
  const field = await screen.findByLabelText("名称");
  await waitFor(() => expect(document.activeElement).toBe(field));
  fireEvent.keyDown(field, { key: "Escape" });
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

/** As the form of a vehicle is: there while the address says so. */
function ByAddress({ button }: { button: boolean }) {
  const [opened, setOpened] = useState(false);
  return (
    <Surroundings queries={createQueryClient()}>
      <main>
        {(button || !opened) && (
          <button type="button" onClick={() => setOpened(true)}>
            打开
          </button>
        )}
        <div role="grid" tabIndex={0} />
        {opened && (
          <Dialog opened title="修改" onClose={() => setOpened(false)}>
            <input data-autofocus aria-label="名称" />
          </Dialog>
        )}
      </main>
    </Surroundings>
  );
}

it("gives it back where the dialog goes at once, and to the list where its button has gone, too", async () => {
  for (const button of [true, false]) {
    const { unmount } = render(<ByAddress button={button} />);
    const opener = screen.getByText("打开");
    const list = screen.getByRole("grid");
    await userEvent.click(opener);
    const field = await screen.findByLabelText("名称");
    await waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.keyDown(field, { key: "Escape" });
    await waitFor(() => expect(document.activeElement).toBe(button ? opener : list));
    unmount();
  }
});
