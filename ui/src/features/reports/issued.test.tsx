import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import { garageHost } from "@/features/check/stories";
import { IssuedPanel } from "./Issued";

it("lists every sheet that was issued and leads to each", async () => {
  const host = garageHost();
  const at = { issued_at: Date.UTC(2026, 2, 1), by: "财务" };
  host.answer("settlements", () => [{ id: "s1", number: "1-9F3A2C", month: "2026-02", ...at }]);
  host.answer("clearances", () => [
    {
      id: "c1",
      number: "2-0B11D7",
      purpose: "leaving",
      about: { of: "driver", name: "李四" },
      subject: "李四",
      ...at,
    },
  ]);
  const opened: string[] = [];
  render(
    <Surroundings queries={createQueryClient()}>
      <IssuedPanel onSettlement={(id) => opened.push(id)} />
    </Surroundings>,
  );
  await userEvent.click(await screen.findByText("2026-02 · 编号 1-9F3A2C"));
  expect(opened).toEqual(["s1"]);
  expect(screen.getByText("李四 · 编号 2-0B11D7 · 驾驶员离职")).toBeTruthy();
});
