import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { fleetHost, lastAsked, openWindow } from "@/app/stories";
import { NOBODY_YET } from "./testData";

const PERIOD = {
  id: "p1",
  vehicle: "v1",
  plate: "苏ED85923",
  plate_type: "52",
  driver: "王国平",
  from: "2026-03-01 08:00",
  to: null,
} as const;

const OVERLAP = {
  code: "period_overlaps",
  message: "",
  details: {
    driver: "王国平",
    from: "2026-03-01 08:00",
    to: "",
    other_driver: "李卫东",
    other_from: "",
    other_to: "2026-03-10 00:00",
  },
};

/** The dialog of a driver's only period. */
async function editPeriod() {
  const host = fleetHost();
  host.answer("driver", () => ({ ...NOBODY_YET, periods: [PERIOD] }));
  host.answer("period_save", () => ({ undo: "u1", count: 1 }));
  host.answer("vehicles", () => ({ total: 0, all: 0, rows: [], totals: {}, new_violations: 0 }) as never);
  await openWindow("/drivers?open=王国平");
  await userEvent.click(await screen.findByTestId("period-edit"));
  await screen.findByTestId("period-form");
  return host;
}

const save = () => screen.getByTestId<HTMLButtonElement>("period-save");

describe("a driving period", () => {
  it("ends with the whole day where only a day is typed", async () => {
    const host = await editPeriod();
    await userEvent.type(screen.getByTestId("period-to"), "2026/3/1");
    expect(save().disabled).toBe(false);
    await userEvent.click(save());
    expect(lastAsked(host, "period_save")).toMatchObject({ from: "2026-03-01 08:00", to: "2026-03-01" });
  });

  it("does not end before it begins", async () => {
    await editPeriod();
    await userEvent.type(screen.getByTestId("period-to"), "2026-03-01 07:59");
    expect(screen.getByText("结束时间早于开始时间")).toBeTruthy();
    expect(save().disabled).toBe(true);
  });

  it("that overlaps another one is refused with both, and cuts it when asked to", async () => {
    const host = await editPeriod();
    host.answer("period_save", ({ cut }) => {
      if (!cut) throw OVERLAP;
      return { undo: "u1", count: 1 };
    });
    await userEvent.click(save());
    const said = (await screen.findByTestId("refusal")).textContent;
    expect(said).toContain("王国平（2026-03-01 08:00 – 至今）");
    expect(said).toContain("李卫东（一直以来 – 2026-03-10 00:00）");
    await userEvent.click(screen.getByTestId("period-cut"));
    expect(lastAsked(host, "period_save")).toMatchObject({ cut: true });
    await screen.findByText("已保存 王国平 的驾驶时段");
  });

  it("forgets a refusal as soon as something else is typed", async () => {
    const host = await editPeriod();
    host.answer("period_save", () => {
      throw OVERLAP;
    });
    await userEvent.click(save());
    await screen.findByTestId("period-cut");
    await userEvent.type(screen.getByTestId("period-to"), "2026-03-09");
    expect(screen.queryByTestId("period-cut")).toBeNull();
  });
});
