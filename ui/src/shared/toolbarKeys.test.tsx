import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { Toolbar } from "./Layout";
import { Segmented } from "./Segmented";

it("is one stop of Tab, with arrows within, and a radio button is chosen by a press only", async () => {
  const user = userEvent.setup();
  const onChange = vi.fn();
  const bar = (more: boolean) => (
    <>
      <input aria-label="before" />
      <Toolbar end={<button type="button">last</button>}>
        {more && <button type="button">before the first</button>}
        <button type="button">first</button>
        {more && <button type="button">more</button>}
        <Segmented
          label="state"
          value="a"
          segments={[
            { value: "a", label: "a" },
            { value: "b", label: "b" },
          ]}
          onChange={onChange}
        />
      </Toolbar>
      <input aria-label="after" />
    </>
  );
  const { rerender } = render(bar(false));
  screen.getByLabelText("before").focus();
  await user.tab();
  expect(document.activeElement).toBe(screen.getByText("first"));
  await user.tab();
  expect(document.activeElement).toBe(screen.getByLabelText("after"));

  rerender(bar(true));
  // What comes before it does not take its place.
  await user.tab({ shift: true });
  expect(document.activeElement).toBe(screen.getByText("first"));
  await user.keyboard("{ArrowRight}");
  expect(document.activeElement).toBe(screen.getByText("more"));
  await user.keyboard("{ArrowRight}{ArrowRight}");
  expect(document.activeElement).toBe(screen.getByRole("radio", { name: "b" }));
  expect(onChange).not.toHaveBeenCalled();
  await user.keyboard(" ");
  expect(onChange).toHaveBeenCalledWith("b");
  await user.keyboard("{End}{ArrowRight}{ArrowLeft}");
  expect(document.activeElement).toBe(screen.getByText("last"));
  await user.tab();
  expect(document.activeElement).toBe(screen.getByLabelText("after"));
});
