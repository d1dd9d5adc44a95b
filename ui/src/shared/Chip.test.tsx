import { act, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { changeLanguage } from "@/i18n";
import { LanguageProvider } from "@/i18n/LanguageProvider";
import { NewPill, StateTag, StatusChip, VEHICLE_STATUSES } from "./Chip";
import { MoneyWithUnknown } from "./Money";

afterEach(() => changeLanguage("zh-CN"));

describe("chips", () => {
  it("say their word in both languages", () => {
    render(<StatusChip status="no_data" />, { wrapper: LanguageProvider });
    expect(screen.getByText("查无数据")).toBeDefined();
    act(() => changeLanguage("en"));
    expect(screen.getByText("No data")).toBeDefined();
  });

  it("have a glyph beside every word: never colour alone", () => {
    for (const status of VEHICLE_STATUSES) {
      const { container, unmount } = render(<StatusChip status={status} />);
      expect(container.querySelector("svg")).not.toBeNull();
      unmount();
    }
  });

  it("use short words in a table and the official ones in a panel", () => {
    render(<StateTag state="handled_unpaid" />);
    render(<StateTag state="handled_unpaid" full />);
    expect(screen.getByText("已处理未缴")).toBeDefined();
    expect(screen.getByText("已处理未缴款")).toBeDefined();
  });

  it("stay away when nothing is new", () => {
    const { container } = render(<NewPill count={0} />);
    expect(container.textContent).toBe("");
  });
});

describe("a sum with unknown parts", () => {
  it.each([
    [0, 0, "0"],
    [30_000, 0, "300"],
    [30_000, 2, "300+ 2 条未知"],
    [0, 2, "未知"],
  ])("%i fen and %i unknown reads %s", (knownFen, unknown, text) => {
    const { container } = render(<MoneyWithUnknown knownFen={knownFen} unknown={unknown} />);
    expect(container.textContent).toBe(text);
  });
});
