import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { address, fleetHost, openWindow } from "./stories";

/** The limits with a name typed that is not saved. */
async function typed() {
  fleetHost();
  await openWindow("/settings?section=limits");
  fireEvent.change(await screen.findByTestId("fleet-name"), { target: { value: "三车队" } });
}

const question = () => screen.queryByText("有未保存的修改");

describe("a page with something that is not saved", () => {
  it("asks before another section is opened, and keeps what was typed where the person stays", async () => {
    await typed();
    await userEvent.click(screen.getByTestId("settings-about"));
    await screen.findByText("有未保存的修改");
    await userEvent.click(screen.getByText("继续编辑"));
    await waitFor(() => expect(question()).toBeNull());
    expect(address()).toContain("section=limits");
    expect(screen.getByTestId("fleet-name")).toHaveProperty("value", "三车队");
  });

  it("is left for the page whose link was pressed once the person gave it up", async () => {
    await typed();
    await userEvent.click(screen.getByTestId("nav-drivers"));
    await screen.findByText("有未保存的修改");
    expect(address()).toContain("/settings");
    await userEvent.click(screen.getByText("放弃并离开"));
    await waitFor(() => expect(address()).toContain("/drivers"));
  });

  it("asks nothing once what was typed is as it was", async () => {
    await typed();
    fireEvent.change(screen.getByTestId("fleet-name"), { target: { value: "星河车队" } });
    await userEvent.click(screen.getByTestId("settings-about"));
    await waitFor(() => expect(address()).toContain("section=about"));
    expect(question()).toBeNull();
  });
});
