import { fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Surroundings } from "@/app/App";
import { createQueryClient } from "@/app/queryClient";
import type { CityList } from "@/bindings/CityList";
import type { CityRefresh } from "@/bindings/CityRefresh";
import { garageHost } from "@/features/check/stories";
import { CitiesSection } from "./sections/CitiesSection";

const at = Date.parse("2026-03-12T10:00:00+08:00");
const suzhou = {
  province: "江苏",
  code: "JS_SZ",
  name: "苏州",
  engine: { last: 6 },
  frame: "whole",
} as const;
const ningbo = {
  province: "浙江",
  code: "ZJ_NB",
  name: "宁波",
  engine: "nothing",
  frame: { last: 4 },
} as const;
const KEPT: CityList = {
  fetched_at: at,
  cities: [
    { ...suzhou, vanished_at: null },
    { ...ningbo, vanished_at: at },
  ],
};

function open(list: CityList) {
  const host = garageHost();
  host.answer("cities", () => list);
  render(
    <Surroundings queries={createQueryClient()}>
      <CitiesSection />
    </Surroundings>,
  );
  return host;
}

const options = () => [...document.querySelectorAll("[role=option]")];
const rows = () => within(screen.getByTestId("cities-table")).getAllByRole("row").slice(1);

describe("the list of cities", () => {
  it("shows what each wants to know and since when one is gone", async () => {
    open(KEPT);
    await screen.findByTestId("cities-table");
    expect(rows().map((row) => row.textContent)).toEqual([
      "江苏苏州JS_SZ后 6 位全部",
      expect.stringContaining("起已移除"),
    ]);
  });

  it("is narrowed by a part of a name or code", async () => {
    open(KEPT);
    fireEvent.change(await screen.findByTestId("cities-find"), { target: { value: "zj_" } });
    expect(rows()).toHaveLength(1);
    expect(screen.getByTestId("cities-count").textContent).toBe("显示 1 个");
  });

  it("is narrowed by province", async () => {
    open(KEPT);
    fireEvent.click(await screen.findByTestId("cities-province"));
    await waitFor(() => expect(options()).toHaveLength(3));
    fireEvent.click(options()[2] as Element);
    expect(rows()).toHaveLength(1);
    expect(rows()[0]?.textContent).toContain("宁波");
  });

  it("says that it is being fetched, and then what changed", async () => {
    const host = open({ fetched_at: null, cities: [] });
    let arrive: (fetched: CityRefresh) => void = () => {};
    host.answer("cities_refresh", () => new Promise((resolve) => (arrive = resolve)));
    await userEvent.click(await screen.findByTestId("cities-refresh"));
    const status = await screen.findByTestId("cities-progress");
    expect(status.dataset.busy).toBe("true");
    expect(within(status).getByRole("progressbar")).toBeDefined();
    arrive({ list: KEPT, added: 2, vanished: 1 });
    await waitFor(() => expect(status.textContent).toContain("新增 2 个，移除 1 个"));
    expect(rows()).toHaveLength(2);
  });
});
