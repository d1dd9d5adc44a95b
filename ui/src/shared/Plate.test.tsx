import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Plate } from "./Plate";
import { plateKind, plateParts } from "./plateKind";

describe("a plate's colours", () => {
  it.each([
    ["苏E5X91C", "02", "blue"],
    ["苏E35335", "01", "yellow"],
    ["苏E3172挂", "15", "yellow"],
    ["苏E806C学", "16", "yellow"],
    ["苏ED29539", "52", "green"],
    ["苏E28638D", "51", "yellowGreen"],
    ["粤ZF483港", "26", "black"],
    ["沪A0137领", "04", "black"],
    ["使214018", "03", "black"],
    ["苏E2086警", "23", "white"],
    ["苏E77123", "13", "neutral"],
    ["苏E77123", "99", "neutral"],
  ])("%s of type %s is %s", (plate, type, kind) => {
    expect(plateKind(plate, type)).toBe(kind);
  });
});

describe("a plate's drawing", () => {
  it("splits after the issuing letter and knows the long form", () => {
    expect(plateParts("苏ED29539")).toMatchObject({ head: [{ text: "苏E" }], long: true });
    expect(plateParts("使214018")?.head[0]).toEqual({ text: "使", red: true });
  });

  it("is named by plate and type, and copies without a dot", () => {
    render(<Plate plate="苏ED29539" plateType="52" />);
    const plate = screen.getByRole("img", { name: "苏ED29539 小型新能源汽车" });
    expect(plate.textContent).toBe("苏ED29539");
  });

  it("never draws what is no plate", () => {
    render(<Plate plate="苏E8K3O2" plateType="02" />);
    expect(screen.queryByRole("img")).toBeNull();
    expect(screen.getByText("苏E8K3O2")).toBeDefined();
  });
});
