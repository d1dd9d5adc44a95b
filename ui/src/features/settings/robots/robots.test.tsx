import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { RobotOutcome } from "@/bindings/RobotOutcome";
import type { RobotView } from "@/bindings/RobotView";
import { forget, garageHost, lastAsked } from "@/features/check/stories";
import type { FakeHost } from "@/host/fake";
import { RobotsSection } from "./RobotsSection";

beforeEach(forget);

const off = (kind: RobotView["kind"]): RobotView => ({
  kind,
  on: false,
  on_due: false,
  host: null,
  has_secret: false,
  full_plates: false,
  last: null,
});
const kept: RobotView = { ...off("dingtalk"), host: "oapi.dingtalk.com", has_secret: true, on: true };

function open(dingtalk: RobotView = off("dingtalk")): FakeHost {
  const host = garageHost();
  host.answer("robots", () => [off("wecom"), dingtalk, off("feishu")]);
  host.answer("robot_save", () => [off("wecom"), kept, off("feishu")]);
  render(
    <Surroundings queries={createQueryClient()}>
      <RobotsSection />
    </Surroundings>,
  );
  return host;
}

const told = (outcome: RobotOutcome): RobotView => ({ ...kept, last: { at: Date.now(), outcome } });

describe("groups that are told after a check", () => {
  it("are all off at first, and cannot be saved without an address", async () => {
    open();
    for (const kind of ["wecom", "dingtalk", "feishu"]) {
      expect(((await screen.findByTestId(`robot-${kind}-on`)) as HTMLInputElement).checked).toBe(false);
      expect((screen.getByTestId(`robot-${kind}-due`) as HTMLInputElement).checked).toBe(false);
      expect((screen.getByTestId(`robot-${kind}-save`) as HTMLButtonElement).disabled).toBe(true);
    }
    expect(screen.queryByTestId("robot-wecom-secret")).toBeNull();
  });

  it("are saved with address and secret, which never come out again", async () => {
    const host = open();
    fireEvent.change(await screen.findByTestId("robot-dingtalk-address"), { target: { value: "https://a" } });
    fireEvent.change(screen.getByTestId("robot-dingtalk-secret"), { target: { value: "SEC1" } });
    await userEvent.click(screen.getByTestId("robot-dingtalk-on"));
    await userEvent.click(screen.getByTestId("robot-dingtalk-due"));
    await userEvent.click(screen.getByTestId("robot-dingtalk-save"));
    await waitFor(() =>
      expect(lastAsked(host, "robot_save")).toEqual({
        kind: "dingtalk",
        on: true,
        on_due: true,
        address: "https://a",
        secret: "SEC1",
        full_plates: false,
        lang: "zh",
      }),
    );
    expect((await screen.findByTestId("robot-dingtalk-address-kept")).textContent).toContain(
      "oapi.dingtalk.com",
    );
    expect(screen.queryByDisplayValue("SEC1")).toBeNull();
  });

  it("say in the vendor's words why a message was refused, and what to do", async () => {
    const refusal = { code: 310000, said: "sign not match", mend: "signature" as const };
    open(told({ kind: "refused", refusal }));
    const last = (await screen.findByTestId("robot-dingtalk-last")).textContent;
    expect(last).toContain("sign not match（310000）");
    expect(last).toContain("请核对加签密钥和本机时间");
  });
});
